import type { Execution } from '../domain/lease-rules';
import { MOST_LOSSES } from '../domain/outcome-judgement';
import { isTerminal } from '../domain/request-state';
import type { Holding, ModelState, RequestPart, WorkerPart } from './model-state';

/** Parts are shared between the states of a walk, so most of their keys are known. */
const known = new WeakMap<RequestPart, string>();

/** One character for each part that any state has: there are millions of keys, made of a few thousand parts. */
const characters = new Map<string, string>();
const FIRST_CHARACTER = 256;

/**
 * Text that is the same for states that behave the same. Of an epoch only whether it is the current one matters; of one who has lost
 * the lease nothing but how far it has come, since whatever it was told it will be fenced off; and workers are alike.
 */
export function keyOf(state: ModelState): string {
  let text = '';
  for (const part of state.requests) {
    let key = known.get(part);
    if (key === undefined) known.set(part, (key = characterOf(requestKey(part))));
    text += key;
  }
  const workers = state.workers.map((worker) => (worker ? characterOf(workerKey(state, worker)) : '.'));
  const sweeper = state.sweeper ? characterOf(holdingKey(state, state.sweeper) + String(state.sweeper.sent)) : '.';
  const late = characterOf(inOrder(state.late.map(({ request, key }) => `${request}${key}`)));
  return `${text}${inOrder(workers)}${sweeper}${late}${characterOf(inOrder(state.usedKeys))}`;
}

function inOrder(parts: readonly string[]): string {
  return parts.length > 1 ? [...parts].sort().join('') : (parts[0] ?? '');
}

function characterOf(part: string): string {
  let character = characters.get(part);
  if (character === undefined) characters.set(part, (character = String.fromCharCode(FIRST_CHARACTER + characters.size)));
  return character;
}

function requestKey({ state, decidedBy, execution, jobs, effects, mayHaveTakenEffect }: RequestPart): string {
  const current = execution?.epoch ?? 0;
  const queued = `${jobs.includes(current) ? 'q' : ''}${jobs.some((epoch) => epoch !== current) ? 's' : ''}`;
  const decided = isTerminal(state) || execution ? '' : decidedBy.join();
  return `${state}${decided}${leaseKey(execution)}${queued}${effects}${mayHaveTakenEffect ? '?' : '!'}/`;
}

function leaseKey(execution: Execution | undefined): string {
  if (!execution) return '-';
  const { leaseUntil, sentAt, attempts, losses, inDoubt, dueAt } = execution;
  const lease = leaseUntil === undefined ? 'f' : leaseUntil > 0 ? 'l' : 'x';
  return `${lease}${sentAt === undefined ? '' : 's'}${attempts}/${Math.min(losses, MOST_LOSSES)}${inDoubt ? 'd' : ''}${Number.isFinite(dueAt) ? '' : 'w'}`;
}

function holdingKey({ requests }: ModelState, { request, epoch, attempts, inDoubt, contested }: Holding, isLooking = false): string {
  const execution = requests[request]?.execution;
  const held = execution?.epoch === epoch && (isLooking || execution.leaseUntil !== undefined);
  return held ? `${request}h${attempts}${inDoubt ? 'd' : ''}${contested ? 'c' : ''}` : `${request}z`;
}

function workerKey(state: ModelState, worker: WorkerPart): string {
  const held = holdingKey(state, worker, worker.step === 'looking');
  return `${held}${worker.step}${held.endsWith('z') ? '' : (worker.answer ?? '')},`;
}
