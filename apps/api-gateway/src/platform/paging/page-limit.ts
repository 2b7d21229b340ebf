import { z } from 'zod';

export const DEFAULT_LIMIT = 20;
export const LARGEST_LIMIT = 100;

/** How many entries a page has. */
export const limitParameter = z
  .string()
  .refine((text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= LARGEST_LIMIT, `expected a number from 1 to ${LARGEST_LIMIT}`)
  .exactOptional()
  .describe(`At most ${LARGEST_LIMIT}; default ${DEFAULT_LIMIT}.`);

export function limitOf({ limit }: { readonly limit?: string }): number {
  return Number(limit ?? DEFAULT_LIMIT);
}
