/**
 * What a run leaves behind beside the database, written by those who watched from outside: one folder with
 * `run.json`, `history.jsonl` (client calls), `ledger.jsonl` (the loyalty system's own list of effects) and
 * `receivers/<endpointId>.jsonl` (what each subscriber got). Times are milliseconds since 1970 by the watcher's clock.
 */
export const EVIDENCE_FILES = { run: 'run.json', history: 'history.jsonl', ledger: 'ledger.jsonl', receivers: 'receivers' } as const;

/** What a client did. */
export type CallKind = 'submit' | 'approve' | 'reject' | 'withdraw' | 'read' | 'propose' | 'confirm' | 'replay' | 'register-endpoint';

/**
 * `invoke` before the call leaves; then one of: `ok` (2xx), `fail` (a definite refusal: 4xx), `unknown` (no answer, a cut answer or 5xx: it may
 * have happened). A call whose end is missing is unknown.
 */
export type CallPhase = 'invoke' | 'ok' | 'fail' | 'unknown';

/** One line of `history.jsonl`. The lines of one call have the same `callId`; a retry with the same key is a call of its own. */
export interface HistoryLine {
  readonly callId: string;
  readonly phase: CallPhase;
  readonly kind: CallKind;
  readonly at: number;
  readonly orgId: number;
  readonly userId: number;
  readonly idempotencyKey?: string;
  /** UPPER_SNAKE key of the request type. */
  readonly type?: string;
  /** Known beforehand for a decision, from the answer for a submit. */
  readonly requestId?: string;
  /** Of a submit: `payloadHashOf` what was sent. */
  readonly payloadHash?: string;
  /** Points that an approval of it would move. */
  readonly points?: number;
  /** The caller wanted the outcome in the answer, so part of the time is what it asked for. */
  readonly asksToWait?: boolean;
  readonly status?: number;
  /** Of an `ok`: `answerHashOf` the answer's body; equal for a replayed answer. */
  readonly answerHash?: string;
  /** The public state that the answer told. */
  readonly state?: string;
  /** The documented error code of a refusal. */
  readonly code?: number;
  /** Orgs whose marker (`RunFacts.orgMarkers`) the answer held; `[]` when it was searched and held none. */
  readonly markersSeen?: readonly number[];
  /** A fault was active when the call began. */
  readonly duringFault: boolean;
}

/** One line of a receiver's log: written before the receiver answers, with what it then did. */
export interface ReceivedLine {
  readonly at: number;
  /** Headers as they came, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes as text. */
  readonly bodyText: string;
  /** The status that was answered, or what was done instead. */
  readonly answered: number | 'hung' | 'reset' | 'answer-lost';
}

/** A subscriber as it was registered. */
export interface ReceiverFact {
  readonly endpointId: string;
  readonly orgId: number;
  readonly secret: string;
  readonly payload: 'documented' | 'extended';
  readonly registeredAt: number;
}

/** A fault that was injected, as far as it explains what clients saw. */
export interface FaultWindow {
  readonly kind: string;
  /** `postgres`, `redis`, `loyalty`, `receivers`, `gateway`, `worker-1` and so on. */
  readonly target: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** The orgs that it was aimed at; everybody's when not said. */
  readonly orgIds?: readonly number[];
}

/** `run.json`. */
export interface RunFacts {
  readonly startedAt: number;
  /** When the last fault ended; from here on everything has to come to its end. */
  readonly healedAt: number;
  readonly endedAt: number;
  readonly receivers: readonly ReceiverFact[];
  /** A text that every payload of an org carries, so that it can be found where it must not be. By org id. */
  readonly orgMarkers: Readonly<Record<string, string>>;
  /** Every fault of the run. Without it nothing can be said of calls during a particular fault. */
  readonly faults?: readonly FaultWindow[];
  /** Redis' used memory in bytes, sampled after so many requests. */
  readonly redisMemory?: readonly { readonly requests: number; readonly bytes: number }[];
}
