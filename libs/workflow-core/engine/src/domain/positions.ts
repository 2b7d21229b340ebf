/** How far the approvals of a request have come. */
export interface Progress {
  readonly approvals: number;
  /** Positions before others that are given, free again since a revocation took their approvals back; the lowest first. */
  readonly openPositions?: readonly number[] | undefined;
}

/** Which approval of the quorum is the next one, from 1. */
export function nextPosition({ approvals, openPositions }: Progress): number {
  return openPositions?.[0] ?? approvals + 1;
}

/** What stays open once the next approval is given. */
export function openAfterNext({ openPositions }: Progress): readonly number[] | undefined {
  return openPositions?.slice(1);
}

/** What is open before others when these positions are given. */
export function openPositions(given: readonly number[]): readonly number[] {
  const highest = Math.max(0, ...given);
  return Array.from({ length: highest }, (_, index) => index + 1).filter((position) => !given.includes(position));
}

/** The positions that are given, in their order. */
export function givenPositions({ approvals, openPositions: open = [] }: Progress): readonly number[] {
  return Array.from({ length: approvals + open.length }, (_, index) => index + 1).filter((position) => !open.includes(position));
}
