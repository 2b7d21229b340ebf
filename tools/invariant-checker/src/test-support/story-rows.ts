import {
  amountOf,
  approvesItself,
  CHECKER,
  CONFIRMER,
  ENDS,
  eventIdOf,
  FIRST_CHECKER,
  lastStepOf,
  MAKER,
  payloadOf,
  PROPOSER,
  PUBLIC,
  requestIdOf,
  type Step,
  type Story,
  timeOfStep,
  timestamp,
} from './story';

/** Rows by table, members named as columns. */
export type Rows = Readonly<Record<string, readonly object[]>>;

const ACTIONS: Partial<Record<Step['to'], string>> = { approved: 'executed', failed: 'not-executed', accepted: 'retry' };
const CHECKS = 'CanCheckRequest';
const CHECKS_AS_SENIOR = 'CanCheckRequestSenior';
const TWO_A_DAY = { requests: 2, amount: 200 };
const COMMENTS = { accepted: 'looks right', rejected: 'not this one' } as const;

/** What the product would have stored of a story, deliveries apart. */
export function rowsOf(story: Story): Rows {
  const numbered = story.steps.map((step, index) => ({ ...step, seq: index + 1, from: story.steps[index - 1]?.to ?? null }));
  return {
    request: [requestRow(story)],
    decision: numbered.filter(({ by }) => by === 'checker').flatMap((step) => decisionRows(story, step)),
    transition: numbered.map((step) => transitionRow(story, step)),
    attempt: numbered.flatMap(({ seq, calls }) =>
      (calls ?? []).map(({ epoch, class: outcome, code, fenced }) => ({
        ...keyOf(story),
        epoch,
        class: outcome,
        code,
        fenced: fenced ?? false,
        duration_ms: 10,
        at: timestamp(timeOfStep(story, seq)),
      })),
    ),
    review: numbered.filter(({ by }) => by === 'operators').map((step, index) => reviewRow(story, step, index + 1)),
    execution: ['accepted', 'needs_review'].includes(lastStepOf(story).to) ? [executionRow(story)] : [],
  };
}

function keyOf(story: Story) {
  return { org_id: story.org, request_id: requestIdOf(story) };
}

function outcomeOf({ to, by }: Step): object | null {
  if (by !== 'worker' && (by !== 'operators' || to === 'accepted')) return null;
  return { kind: to === 'approved' ? 'executed' : to === 'failed' ? 'refused' : 'unknown', message: 'As told.', attempts: 1 };
}

function checkerOf({ steps }: Story, upTo: number): number | null {
  return steps.slice(0, upTo).some(({ by }) => by === 'checker') ? CHECKER : null;
}

function requestRow(story: Story): object {
  const { to } = lastStepOf(story);
  const last = story.steps.length;
  return {
    ...keyOf(story),
    type: story.type,
    type_version: 1,
    state: to,
    version: last,
    requester_id: MAKER,
    requester_name: 'maker',
    checker_id: checkerOf(story, last),
    payload: payloadOf(story),
    payload_salt: 'salt',
    payload_digest: 'digest',
    customer: `customer-${story.id}`,
    line: 'One line.',
    natural_key_hash: `natural-${story.id}`,
    idempotency_key: `submit-${story.id}`,
    amount: amountOf(story),
    policy_version: approvesItself(story) || story.takesTwo ? 1 : 0,
    verdict: approvesItself(story) ? 'auto' : 'checker',
    quorum: story.takesTwo ? 2 : 1,
    band: story.takesTwo ? 2 : null,
    level_grants: story.takesTwo ? [CHECKS, CHECKS_AS_SENIOR] : null,
    limits: story.takesTwo ? { caps: { maker: TWO_A_DAY } } : null,
    approvals: story.steps.filter(({ to: state, by }) => by === 'checker' && state === 'accepted').length * (story.takesTwo ? 2 : 1),
    outcome: outcomeOf(lastStepOf(story)),
    created_at: timestamp(story.at),
    updated_at: timestamp(timeOfStep(story, last)),
    ended_at: ENDS.includes(to) ? timestamp(timeOfStep(story, last)) : null,
    replay_of: story.replays && requestIdOf(story.replays),
    earlier_maker_ids: story.replays && [MAKER],
    expires_at: story.expiresAt === undefined ? null : timestamp(story.expiresAt),
  };
}

function decisionRows(story: Story, step: Step & { readonly seq: number }): object[] {
  const last = decisionRow(story, step);
  if (!story.takesTwo) return [last];
  const before = timestamp(timeOfStep(story, step.seq) - 1);
  return [{ ...last, checker_id: FIRST_CHECKER, comment: 'seen', idempotency_key: `decide-${story.id}-first`, decided_at: before }, last];
}

function decisionRow(story: Story, { to, seq }: Step & { readonly seq: number }): object {
  return {
    ...keyOf(story),
    checker_id: CHECKER,
    checker_name: 'checker',
    verdict: to === 'accepted' ? 'approved' : 'rejected',
    comment: to === 'accepted' ? COMMENTS.accepted : COMMENTS.rejected,
    digest_seen: 'digest',
    idempotency_key: `decide-${story.id}`,
    decided_at: timestamp(timeOfStep(story, seq)),
  };
}

/** The words that a step's event tells. */
export function commentOf(story: Story, { to, by }: Step): string | null {
  if (by === 'operators' && to === 'accepted') return 'It surely did not happen.';
  if (by === 'checker') return to === 'accepted' ? COMMENTS.accepted : COMMENTS.rejected;
  return by === 'worker' || by === 'operators' ? (checkerOf(story, story.steps.length) === null ? null : COMMENTS.accepted) : null;
}

function transitionRow(story: Story, step: Step & { readonly seq: number; readonly from: string | null }): object {
  const { to, by, seq, from } = step;
  const actors: Partial<Record<Step['by'], number>> = { maker: MAKER, policy: MAKER, checker: CHECKER, operators: CONFIRMER };
  return {
    ...keyOf(story),
    seq,
    from_state: from,
    to_state: to,
    cause: by,
    actor_id: actors[by],
    checker_id: ['checker', 'worker', 'operators'].includes(by) ? checkerOf(story, seq) : null,
    comment: commentOf(story, step),
    outcome: outcomeOf(step),
    trace_id: traceOf(story, seq),
    event_id: PUBLIC.includes(to) ? eventIdOf(story, seq) : null,
    at: timestamp(timeOfStep(story, seq)),
  };
}

export function traceOf({ id }: Story, seq: number): string {
  return `${seq}${String(id).padStart(31, '0')}`;
}

function reviewRow(story: Story, { to, seq }: Step & { readonly seq: number }, proposal: number): object {
  return {
    ...keyOf(story),
    proposal,
    requester_id: MAKER,
    action: ACTIONS[to],
    evidence: 'It surely did not happen.',
    proposed_by: PROPOSER,
    proposed_by_name: 'operator one',
    proposed_at: timestamp(timeOfStep(story, seq) - 1),
    status: 'confirmed',
    decided_by: CONFIRMER,
    decided_by_name: 'operator two',
    decided_at: timestamp(timeOfStep(story, seq)),
  };
}

function executionRow(story: Story): object {
  const held = lastStepOf(story).to === 'needs_review';
  return {
    ...keyOf(story),
    type: story.type,
    customer_hash: requestIdOf(story),
    when_in_doubt: 'hold',
    trace_id: traceOf(story, 2),
    epoch: story.steps.flatMap(({ calls }) => calls ?? []).at(-1)?.epoch ?? 0,
    attempts: 1,
    in_doubt: held,
    due_at: held ? 'infinity' : timestamp(timeOfStep(story, story.steps.length)),
  };
}

/** Goodwill up to 20 points approves itself; redemptions have bands and a cap from their first version on. */
export function policyRows(): object[] {
  const agreed = { org_id: 7, version: 1, proposed_by: 41, proposed_by_name: 'one', decided_by: 42, decided_by_name: 'two' };
  const at = { proposed_at: timestamp(0), decided_at: timestamp(0) };
  const bands = [
    { upTo: 50, levels: [{ grant: CHECKS, checkers: 1 }] },
    {
      upTo: 100,
      levels: [
        { grant: CHECKS, checkers: 1 },
        { grant: CHECKS_AS_SENIOR, checkers: 1 },
      ],
    },
  ];
  return [
    { ...agreed, ...at, type: 'GOODWILL_POINTS', status: 'active', auto_approval: { mode: 'up-to', amount: 20 } },
    {
      ...agreed,
      ...at,
      type: 'POINTS_REDEMPTION',
      status: 'superseded',
      auto_approval: { mode: 'off' },
      controls: { bands, dailyCaps: { maker: TWO_A_DAY } },
    },
  ];
}
