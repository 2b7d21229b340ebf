import { createHash } from 'node:crypto';

export type Hash = Buffer;

/** SHA-256 over the parts, one after the other. */
export function sha256(...parts: readonly (Buffer | string)[]): Hash {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
