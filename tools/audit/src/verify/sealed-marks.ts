import { markOf } from '@countersign/journal';
import type { OutsideCheckpoint, OutsideFile } from './checkpoints';
import type { FoundLeaf } from './read-bundle';
import type { Roots } from './roots';

/**
 * What was sealed: where a signed root says that the leaves are what they were, these; then by the marks that lie outside, which nobody signed;
 * where there are none, by what the database says.
 */
export function sealedMarks(leaves: readonly FoundLeaf[], { checkpoints }: OutsideFile, roots: Roots): string[] {
  const proven = provenSize(leaves, checkpoints, roots);
  const outside = new Map<number, string>();
  for (const { from, size, marks, isSigned } of checkpoints) {
    if (!isSigned || marks.length !== size - from) continue;
    // Of two that tell of the same leaf the older one counts.
    for (const [place, mark] of marks.entries()) if (!outside.has(from + place)) outside.set(from + place, mark);
  }
  const length = checkpoints.reduce((most, { size, isSigned }) => (isSigned ? Math.max(most, size) : most), leaves.length);
  return Array.from({ length }, (_, index) =>
    index < proven ? foundMark(leaves[index]) : (outside.get(index) ?? storedMark(leaves[index])),
  );
}

/** Checkpoints whose marks are not those of leaves that their own root proves: the file was changed. */
export function spoiltMarks(leaves: readonly FoundLeaf[], { checkpoints }: OutsideFile, roots: Roots): OutsideCheckpoint[] {
  const proven = provenSize(leaves, checkpoints, roots);
  return checkpoints.filter(
    ({ from, size, marks, isSigned }) =>
      isSigned && size <= proven && (marks.length !== size - from || marks.some((mark, place) => mark !== foundMark(leaves[from + place]))),
  );
}

function provenSize(leaves: readonly FoundLeaf[], checkpoints: readonly OutsideCheckpoint[], roots: Roots): number {
  return checkpoints.reduce(
    (most, checkpoint) =>
      checkpoint.isSigned && checkpoint.size <= leaves.length && !roots.differsFrom(checkpoint) ? Math.max(most, checkpoint.size) : most,
    0,
  );
}

function foundMark(leaf: FoundLeaf | undefined): string {
  return leaf?.hash ? markOf(leaf.hash) : '';
}

function storedMark(leaf: FoundLeaf | undefined): string {
  return leaf ? markOf(leaf.stored) : '';
}
