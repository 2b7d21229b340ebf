import { type Effect } from '../state/ledger-entry';
import { type Organisation } from '../state/organisation';
import { type SandboxSettings } from '../state/sandbox-settings';

/** What a loyalty call gets to see of the HTTP request. */
export interface CallRequest {
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A complete HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A step either goes on with a value or ends the call with a refusal. */
export type Step<Value> = { readonly refusal?: undefined; readonly value: Value } | { readonly refusal: Answer };

/** What faults are matched by, and whose lock is taken. */
export interface Subject {
  readonly reference: string | undefined;
  readonly customerIds: readonly number[];
}

export interface CallContext {
  readonly organisation: Organisation;
  readonly settings: SandboxSettings;
  readonly now: Date;
  /** The ledger number that the effect will have; the ids in answers derive from it, so they are never given twice. */
  readonly seq: number;
}

/** One downstream call of the loyalty API: read the request, judge it, say what happens, answer. */
export interface LoyaltyCall<Input, Checked, Own extends Effect> {
  readonly name: Own['call'];
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** How the documented customer lock (521) shows: as the HTTP status or inside the body. */
  readonly lockedAs: 'http-status' | 'item-code';
  /** Reads what was sent; refuses only what has not the documented shape. */
  parse(request: CallRequest): Step<Input>;
  subject(input: Input, organisation: Organisation): Subject;
  /** Every documented refusal. Changes nothing. */
  check(input: Input, context: CallContext): Step<Checked>;
  effect(checked: Checked, context: CallContext): Own;
  /** The documented success; asked once the effect is in the state. */
  answer(checked: Checked, effect: Own, context: CallContext): Answer;
  /** Any refusal in the call's own form, without an effect; `input` is absent when the request could not be read. */
  refuse(code: number, message: string, input?: Input): Answer;
}
