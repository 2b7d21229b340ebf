import type { Closing } from '../domain/close-rules';
import { nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';

export const MAKER = 1;
export const CHECKERS = [2, 3] as const;
const EXPIRES_AT = 100;

interface Attempted {
  readonly who: string;
  readonly decider?: number;
  readonly closing: Closing;
  readonly at: number;
}

/** Everybody tries everything at any time, the maker as checker too: the rules have to refuse. */
const CLOSINGS: readonly Attempted[] = [
  ...[MAKER, ...CHECKERS].flatMap((person): Attempted[] =>
    (['approve', 'reject'] as const).map((action) => ({
      who: person === MAKER ? `the maker as checker ${action}s` : `checker ${person} ${action}s`,
      decider: person,
      closing: { action, checkerId: person },
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
  const stored = { requesterId: MAKER, payloadDigest: 'digest', approvals: 0, quorum: 1, deciders: part.decidedBy, expiresAt: EXPIRES_AT };
  const verdict = moment.rules.judgeClose({ state: part.state, ...stored }, closing, at);
  if (verdict.kind === 'refused') return [];
  const next = withRequest(moment.state, request, {
    state: verdict.to,
    decidedBy: decider === undefined ? part.decidedBy : [...part.decidedBy, decider],
    execution: verdict.to === 'accepted' ? moment.rules.newExecution(NOW) : undefined,
  });
  return [{ label: `${who} ${nameOf(moment, request)}`, next, moves: { request, to: verdict.to, by: verdict.by } }];
}
