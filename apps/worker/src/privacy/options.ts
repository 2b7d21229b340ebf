import type { ErasureOrder } from '@countersign/persistence';

/** Options of every command that changes something: who answers for it. */
export const WHO = { by: { type: 'string' }, 'by-name': { type: 'string' } } as const;

/** @throws Error that names the option */
export function wholeNumberOf(option: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new Error(`${option} takes a whole number.`);
  return Number(text);
}

/**
 * Who answers for it, in the operators' journal. Whoever is logged in on this machine is often not a person, such as root: without a name
 * the number stands in its place.
 */
export function orderOf(orgId: number, { by, 'by-name': name }: { readonly by?: string; readonly 'by-name'?: string }): ErasureOrder {
  const orderedBy = wholeNumberOf('--by', by);
  if (name !== undefined && !/^(?=.*\S)\P{Cc}{1,100}$/u.test(name))
    throw new Error('--by-name takes a name of at most 100 characters in one line.');
  return { orgId, orderedBy, orderedByName: name?.trim() ?? String(orderedBy) };
}
