import type { CheckerGrant } from '../domain/actor';
import type { Closable, Closing } from '../domain/close-rules';
import type { RequestPart } from './model-state';
import { nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';

export const MAKER = 1;
/** Everybody who may try to decide, with the grants of their tokens. */
export const GRANTS: ReadonlyMap<number, readonly CheckerGrant[]> = new Map<number, readonly CheckerGrant[]>([
  [MAKER, ['CanCheckRequest', 'CanCheckRequestSenior']],
  [2, ['CanCheckRequest', 'CanCheckRequestSenior']],
  [3, ['CanCheckRequestSenior']],
]);
const EXPIRES_AT = 100;

interface Attempted {
  readonly who: string;
  readonly decider?: number;
  readonly closing: Closing;
  readonly at: number;
}

/** Everybody tries everything at any time, the maker as checker too: the rules have to refuse. */
const CLOSINGS: readonly Attempted[] = [
  ...[...GRANTS].flatMap(([person, grants]): Attempted[] =>
    (['approve', 'reject'] as const).map((action) => ({
      who: person === MAKER ? `the maker as checker ${action}s` : `checker ${person} ${action}s`,
      decider: person,
      closing: { action, checkerId: person, grants },
      at: NOW,
    })),
  ),
  { who: 'the maker withdraws', closing: { action: 'withdraw', makerId: MAKER }, at: NOW },
  { who: 'the clock expires', closing: { action: 'expire' }, at: EXPIRES_AT },
];

export function decisionSteps(moment: Moment): ModelStep[] {
  return moment.state.requests.flatMap((_, request) => CLOSINGS.flatMap((attempted) => decisionStep(moment, request, attempted)));
}

function decisionStep(moment: Moment, request: number, { who, decider, closing, at }: Attempted): ModelStep[] {
  const part = moment.state.requests[request];
  if (!part) return [];
  const verdict = moment.rules.judgeClose(storedOf(moment, request, part), closing, at);
  if (verdict.kind === 'refused') return [];
  const next = withRequest(moment.state, request, {
    state: verdict.to,
    decidedBy: decider === undefined ? part.decidedBy : [...part.decidedBy, decider],
    execution: verdict.to === 'accepted' ? moment.rules.newExecution(NOW) : undefined,
  });
  // An approval that does not complete the quorum moves nothing.
  const moves = verdict.to !== part.state && { moves: { request, to: verdict.to, by: verdict.by } };
  return [{ label: `${who} ${nameOf(moment, request)}`, next, ...moves }];
}

function storedOf({ scenario }: Moment, request: number, { state, decidedBy }: RequestPart): Closable {
  const levelGrants = scenario.requests[request]?.levels;
  return {
    state,
    requesterId: MAKER,
    payloadDigest: 'digest',
    // Whoever rejects ends it, so that all who have decided on what is pending approved.
    approvals: state === 'pending' ? decidedBy.length : 0,
    quorum: levelGrants?.length ?? 1,
    levelGrants,
    deciders: decidedBy,
    expiresAt: EXPIRES_AT,
  };
}
