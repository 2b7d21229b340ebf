/** Where two sequences part, and what was done there. */
export interface Difference {
  readonly index: number;
  readonly kind: 'edit' | 'insert' | 'delete' | 'reorder' | 'tail cut';
}

/**
 * Compares what is there with what was sealed, each entry by a mark of its hash; undefined where an entry is gone and its place is left.
 * Undefined is returned for sequences that are the same.
 */
export function firstDifference(found: readonly (string | undefined)[], sealed: readonly string[]): Difference | undefined {
  const index = sealed.findIndex((mark, place) => found[place] !== mark);
  if (index < 0) return found.length > sealed.length ? { index: sealed.length, kind: 'insert' } : undefined;
  if (index >= found.length) return { index, kind: 'tail cut' };
  const here = found[index];
  if (here === undefined) return { index, kind: 'delete' };
  const isSealedLater = sealed.includes(here, index);
  const isStillThere = found.includes(sealed[index], index);
  if (isSealedLater) return { index, kind: isStillThere ? 'reorder' : 'delete' };
  return { index, kind: isStillThere ? 'insert' : 'edit' };
}
