import { waitFor } from '@countersign/local-servers';
import type { GatewayClient, Verdict, WorkflowRequest } from '../gateway/gateway-client';
import type { Receiver } from '../receiver/receiver';
import { ORG_ID } from './people';
import { effectsOf } from './sandbox-ledger';
import { expectedEvents, type StepResult } from './tour-result';
import { TOUR_TILL, type TourStep } from './tour-steps';

/** What a tour is made with. */
export interface TourGround {
  readonly client: GatewayClient;
  readonly receiver: Receiver;
  readonly makerId: number;
  readonly makerToken: string;
  readonly checkerToken: string;
  /** Absent when another loyalty API is called. */
  readonly sandboxUrl: string | undefined;
}

/** Hears what the tour does, as it does it. */
export interface TourListener {
  began(step: TourStep): void;
  submitted(request: WorkflowRequest): void;
  /** Before the decision is sent. */
  decides(decision: Verdict['decision'], request: WorkflowRequest): void;
}

const OUTCOME_MS = 60_000;
const EVENTS_MS = 30_000;
const FIRST_EVENT_MS = 5_000;
const VERDICTS = {
  approve: { decision: 'approved', comment: 'Checked against the receipt' },
  reject: { decision: 'rejected', comment: 'The campaign is over' },
} as const;
const OPEN_STATES = ['AdminTask', 'IntouchAPITask'];

/** Takes back what an earlier tour left pending, and waits for the events of it. What the developer submitted stays. */
export async function withdrawLeftovers(
  { client, receiver, makerId, makerToken }: TourGround,
  onFound: (count: number) => void,
): Promise<void> {
  const pending = await client.pendingOf(makerToken, makerId);
  const left = pending.filter(({ details }) => details.entityInfo?.tillId === TOUR_TILL);
  if (left.length > 0) onFound(left.length);
  for (const { requestId } of left) {
    await client.withdraw(makerToken, requestId);
    await eventStatesOf(receiver, requestId, 1, FIRST_EVENT_MS);
  }
}

/** Makes each request, sees to its decision, and waits for its outcome and its events. Never throws for what goes wrong. */
export async function runTour(ground: TourGround, steps: readonly TourStep[], listener: TourListener): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    listener.began(step);
    results.push(await take(ground, step, listener));
  }
  return results;
}

async function take(ground: TourGround, step: TourStep, listener: TourListener): Promise<StepResult> {
  let requestId: string | undefined;
  try {
    const submitted = await ground.client.submit(ground.makerToken, step.submission);
    requestId = submitted.requestId;
    listener.submitted(submitted);
    const last = await decide(ground, step, submitted, listener);
    const eventStates = await eventStatesOf(ground.receiver, requestId, expectedEvents(step.plan).length, EVENTS_MS);
    const effects = ground.sandboxUrl === undefined ? undefined : await effectsOf(ground.sandboxUrl, ORG_ID, requestId);
    return { step, requestId, state: last.state, eventStates, ...(effects !== undefined && { effects }) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { step, ...(requestId !== undefined && { requestId }), eventStates: [], failure };
  }
}

async function decide(
  ground: TourGround,
  { plan, submission }: TourStep,
  submitted: WorkflowRequest,
  listener: TourListener,
): Promise<WorkflowRequest> {
  if (plan === 'leave pending') return submitted;
  const { requestId } = submitted;
  // Events come beside the answers; waiting for the first makes the story easier to follow.
  await eventStatesOf(ground.receiver, requestId, 1, FIRST_EVENT_MS);
  const verdict = VERDICTS[plan];
  listener.decides(verdict.decision, submitted);
  const decided = await ground.client.decide(ground.checkerToken, { type: submission.type, requestId, ...verdict });
  return OPEN_STATES.includes(decided.state) ? outcomeOf(ground, requestId) : decided;
}

function outcomeOf({ client, checkerToken }: TourGround, requestId: string): Promise<WorkflowRequest> {
  return waitFor(
    async () => {
      const now = await client.read(checkerToken, requestId);
      return OPEN_STATES.includes(now.state) ? undefined : now;
    },
    { what: 'the outcome of the request', deadlineMs: OUTCOME_MS, every: 250 },
  );
}

/** The states of the events that came, once there are so many, or fewer after so long. */
async function eventStatesOf(receiver: Receiver, requestId: string, count: number, deadlineMs: number): Promise<string[]> {
  const states = (): string[] => receiver.eventsOf(requestId).map(({ data }) => data.currentRequestState);
  await waitFor(() => states().length >= count, { what: 'its events', deadlineMs, every: 10 }).catch(() => undefined);
  return states();
}
