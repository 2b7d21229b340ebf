import { addPoints, type PolicyVerdict, type RefusalReason } from './policy-verdict';

/** What verdicts add up to. */
export interface VerdictTally {
  readonly autoApproved: number;
  readonly toCheckers: number;
  readonly refused: number;
  readonly refusedFor: { readonly [Reason in RefusalReason]?: number };
  /** How many decisions of checkers they take, when all are approved. */
  readonly checkerDecisions: number;
  readonly points: { readonly autoApproved: number; readonly toCheckers: number; readonly refused: number };
}

export const NOTHING_TALLIED: VerdictTally = {
  autoApproved: 0,
  toCheckers: 0,
  refused: 0,
  refusedFor: {},
  checkerDecisions: 0,
  points: { autoApproved: 0, toCheckers: 0, refused: 0 },
};

export function tallied(tally: VerdictTally, verdict: PolicyVerdict, amount = 0): VerdictTally {
  const { points } = tally;
  switch (verdict.kind) {
    case 'auto':
      return {
        ...tally,
        autoApproved: tally.autoApproved + 1,
        points: { ...points, autoApproved: addPoints(points.autoApproved, amount) },
      };
    case 'checkers':
      return {
        ...tally,
        toCheckers: tally.toCheckers + 1,
        checkerDecisions: tally.checkerDecisions + verdict.quorum,
        points: { ...points, toCheckers: addPoints(points.toCheckers, amount) },
      };
    case 'refused':
      return {
        ...tally,
        refused: tally.refused + 1,
        refusedFor: { ...tally.refusedFor, [verdict.reason]: (tally.refusedFor[verdict.reason] ?? 0) + 1 },
        points: { ...points, refused: addPoints(points.refused, amount) },
      };
  }
}

/** Whether two verdicts mean the same for maker and checkers; why something is refused is not part of it. */
export function sameVerdict(one: PolicyVerdict, other: PolicyVerdict): boolean {
  if (one.kind !== 'checkers' || other.kind !== 'checkers') return one.kind === other.kind;
  return one.quorum === other.quorum && one.grants.every((grant, index) => grant === other.grants[index]);
}
