import { isTerminal, type RequestState } from './request-state';

/** A request as the rules of replays see it. */
export interface Replayable {
  readonly state: RequestState;
  readonly erasedAt?: Date;
  readonly replays?: readonly { readonly requestId: string; readonly state: RequestState }[];
}

/** `replay` is the id of the request that stands in the way. */
export type ReplayRefusal =
  | { readonly kind: 'not-failed' | 'erased' }
  | { readonly kind: 'replay-open' | 'replay-executed' | 'replay-failed'; readonly replay: string };

/** Sent back or taken back without effect: as if it had never been asked for. */
const GIVEN_UP: readonly RequestState[] = ['rejected', 'withdrawn', 'expired'];

/** What speaks against asking once more: only the last of a row of replays may be replayed, so that at most one can take effect. */
export function refuseReplay({ state, erasedAt, replays = [] }: Replayable): ReplayRefusal | undefined {
  if (state !== 'failed') return { kind: 'not-failed' };
  if (erasedAt) return { kind: 'erased' };
  const last = replays.find((replay) => !GIVEN_UP.includes(replay.state));
  if (!last) return undefined;
  if (!isTerminal(last.state)) return { kind: 'replay-open', replay: last.requestId };
  return { kind: last.state === 'failed' ? 'replay-failed' : 'replay-executed', replay: last.requestId };
}

/** An execution as the rules of dispatching see it. */
export interface Dispatchable {
  readonly state: RequestState;
  readonly execution?: { readonly leased: boolean; readonly dueAt?: Date };
}

export type RedispatchRefusal = 'not-accepted' | 'on-hold' | 'under-way' | 'held-back' | 'paused';

/** What speaks against making it due now. */
export function refuseRedispatch({ state, execution }: Dispatchable, paused: boolean): RedispatchRefusal | undefined {
  if (state === 'needs_review') return 'on-hold';
  if (state !== 'accepted' || !execution) return 'not-accepted';
  if (execution.leased) return 'under-way';
  if (!execution.dueAt) return 'held-back';
  return paused ? 'paused' : undefined;
}
