import type { CallKind, HistoryLine, ReceivedLine, ReceiverFact, RunFacts } from '../evidence/evidence';
import { answerHashOf, payloadHashOf } from '../evidence/hashes';
import { ALL_STORIES, CROWD_START, ORG, ORG_ZERO, STORIES } from './good-stories';
import { receivedLine, renderedEvent } from './rendered-event';
import {
  approvesItself,
  CHECKER,
  CONFIRMER,
  effectOf,
  FIRST_CHECKER,
  lastStepOf,
  MAKER,
  markerOf,
  payloadOf,
  PROPOSER,
  PUBLIC,
  requestIdOf,
  START,
  type Story,
  timeOf,
  timeOfStep,
} from './story';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** All that was written down beside the database, for a test to spoil. */
export interface Evidence {
  history: Changeable<HistoryLine>[];
  ledger: Record<string, unknown>[];
  received: Record<string, Changeable<ReceivedLine>[]>;
  run: Changeable<RunFacts>;
}

export const FAULTS = [
  { kind: 'redis-down', target: 'redis', startedAt: timeOf(100), endedAt: timeOf(140) },
  { kind: 'loyalty-500', target: 'loyalty', startedAt: timeOf(141), endedAt: timeOf(190), orgIds: [ORG] },
];
/** Slow decisions of an org beside the one in trouble that are not its neighbour's doing, by the story's id. */
const SLOW: Readonly<Record<number, Partial<HistoryLine> & { took: number }>> = {
  // Two seconds after the end of everybody's fault.
  [CROWD_START + 20]: { took: 2_000 },
  [CROWD_START + 32]: { took: 2_000, asksToWait: true },
};
const QUICK_MS = 40;
export const HEALED = 300;
export const ENDED = 600;

/** `steady` takes everything at once, `weary` has a hard time; both hear of all that happens in the org. */
export const RECEIVERS: Readonly<Record<'steady' | 'weary' | 'zero', ReceiverFact>> = {
  steady: receiver(1, ORG, 'documented'),
  weary: receiver(2, ORG, 'extended'),
  zero: receiver(3, ORG_ZERO, 'documented'),
};

/** The step whose event `weary` never took, and the one that it has yet to take. */
export const EXHAUSTED = { story: STORIES.rejected, seq: 1 };
export const STILL_DUE = { story: STORIES.waiting, seq: 1 };

export function goodEvidence(): Evidence {
  return {
    history: ALL_STORIES.flatMap(historyOf).sort((one, other) => one.at - other.at),
    ledger: ledger(),
    received: Object.fromEntries(Object.values(RECEIVERS).map((one) => [one.endpointId, logOf(one)])),
    run: {
      startedAt: START,
      healedAt: timeOf(HEALED),
      endedAt: timeOf(ENDED),
      receivers: Object.values(RECEIVERS),
      orgMarkers: { [ORG]: markerOf(ORG), [ORG_ZERO]: markerOf(ORG_ZERO) },
      faults: FAULTS,
      redisMemory: [
        { requests: 10_000, bytes: 2_000_000 },
        { requests: 100_000, bytes: 2_100_000 },
      ],
    },
  };
}

/** Which tries `receiver` saw of an event, by what it answered. */
export function triesOf(receiver: ReceiverFact, story: Story, seq: number): readonly ReceivedLine['answered'][] {
  if (receiver !== RECEIVERS.weary) return [204];
  const is = (other: { story: Story; seq: number }): boolean => other.story === story && other.seq === seq;
  if (is(EXHAUSTED)) return Array<number>(11).fill(500);
  return is(STILL_DUE) ? [500] : story === STORIES.approved ? ['answer-lost', 200] : [200];
}

function receiver(number: number, orgId: number, payload: ReceiverFact['payload']): ReceiverFact {
  const endpointId = `e0000000-0000-4000-8000-00000000000${number}`;
  return { endpointId, orgId, payload, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', registeredAt: START };
}

function historyOf(story: Story): HistoryLine[] {
  const submit = {
    idempotencyKey: `submit-${story.id}`,
    type: story.type,
    payloadHash: payloadHashOf(payloadOf(story)),
    answerHash: answerHashOf(`answer ${story.id}`),
    state: approvesItself(story) ? 'IntouchAPITask' : 'AdminTask',
  };
  const call = (
    kind: CallKind,
    userId: number,
    seq: number,
    { turn = '', took = QUICK_MS, ...told }: Partial<HistoryLine> & { turn?: string; took?: number },
  ): HistoryLine[] => {
    const at = timeOf(timeOfStep(story, seq));
    const duringFault = FAULTS.some(({ startedAt, endedAt }) => at >= startedAt && at <= endedAt);
    const line = { ...told, callId: `${kind}-${story.id}${turn}`, kind, orgId: story.org, userId, duringFault };
    return [
      { ...line, phase: 'invoke', at: at - 20 },
      { ...line, phase: 'ok', at: at - 20 + took, requestId: requestIdOf(story), markersSeen: [story.org] },
    ];
  };
  return story.steps.flatMap(({ to, by }, index) => {
    const seq = index + 1;
    if (seq === 1)
      return [
        ...call('submit', MAKER, 1, submit),
        ...(story === STORIES.approved ? call('submit', MAKER, 1, { ...submit, turn: '-again' }) : []),
      ];
    if (by === 'checker') {
      const state = to === 'rejected' ? 'rejected' : 'IntouchAPITask';
      const last = call(to === 'rejected' ? 'reject' : 'approve', CHECKER, seq, {
        idempotencyKey: `decide-${story.id}`,
        state,
        ...SLOW[story.id],
      });
      if (!story.takesTwo) return last;
      const first = { idempotencyKey: `decide-${story.id}-first`, state: 'AdminTask', turn: '-first' };
      return [...call('approve', FIRST_CHECKER, seq, first), ...last];
    }
    if (by === 'maker') return call('withdraw', MAKER, seq, { state: 'withdrawn' });
    if (by === 'operators') return [...call('propose', PROPOSER, seq, {}), ...call('confirm', CONFIRMER, seq, {})];
    return [];
  });
}

function ledger(): Record<string, unknown>[] {
  const happened = ALL_STORIES.flatMap((story) => Array<Story>(story.effects ?? (lastStepOf(story).to === 'approved' ? 1 : 0)).fill(story));
  const scene = { call: 'set-customer', orgId: ORG, customerIds: [1], reference: null, idempotencyKey: null };
  return [
    scene,
    ...happened.map((story) => ({ ...effectOf(story), orgId: story.org, idempotencyKey: `${story.org}-${requestIdOf(story)}` })),
  ].map((entry, index) => ({ ...entry, seq: index + 1, at: new Date(START).toISOString() }));
}

function logOf(one: ReceiverFact): ReceivedLine[] {
  return ALL_STORIES.filter(({ org }) => org === one.orgId).flatMap((story) =>
    story.steps.flatMap(({ to }, index) => {
      if (!PUBLIC.includes(to)) return [];
      const body = renderedEvent(story, index + 1, one.payload);
      return triesOf(one, story, index + 1).map((answered, turn) =>
        receivedLine(body, one.secret, timeOf(timeOfStep(story, index + 1)) + turn, answered),
      );
    }),
  );
}
