import type { z } from 'zod';
import type { EntityField } from './entity-fields';
import type { ExclusiveFields } from './exclusive-fields';
import type { Echoes } from './loyalty-answers/echoes';
import type { ExecutionOutcome } from './outcome';
import type { Problem, ProblemKind } from './problem';

export type HttpMethod = 'POST' | 'PUT';

/** Where an approved request goes. Fixed by the type; the maker never chooses. */
export interface LoyaltyRoute {
  readonly method: HttpMethod;
  readonly path: string;
  /** Methods that a client may state in its payload although the call is made with `method` (a documented slip of the original). */
  readonly alsoAccepted?: readonly HttpMethod[];
}

/** What lists, the inbox and the per-customer order of execution need to know of a payload. Personal data. */
export interface RequestSummary {
  /** The customer as the payload names it (mobile, e-mail, customer id ...); list filters match it exactly. */
  readonly customer: string;
  /** Everybody else whom the payload names, each once: found by list filters and counted by caps like the first. Absent where nobody is. */
  readonly otherCustomers?: readonly string[];
  /** The business reference, where the payload has one. */
  readonly reference?: string;
  /** Points at stake, where the type has an amount. */
  readonly amount?: number;
  /** One sentence in plain words: what will happen to whom when this is approved. Amounts as they are written. */
  readonly line: string;
}

/** The call to make. Core adds host, credentials, headers and time-outs. */
export interface LoyaltyCall {
  readonly query: Readonly<Record<string, string>>;
  /** JSON text that is sent as it is: normally the maker's own body, byte for byte. */
  readonly bodyText: string;
}

export interface BuildCallContext<Payload> {
  readonly orgId: number;
  readonly requestId: string;
  readonly payload: Payload;
  /** The maker's body as submitted: key order and number spelling unchanged. */
  readonly bodyText: string;
}

/**
 * A readable answer of the loyalty API that may speak of the request itself: JSON with a 2xx, or with a 4xx other than those that core judges
 * alike for every type (401, 403, 405, 407, 408, 425, 429). Transport cases (refused, time-out, reset, 5xx, unreadable) never reach a type.
 */
export interface LoyaltyResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface InterpretContext<Payload> {
  readonly payload: Payload;
}

/**
 * What a documented success looks like. Core holds against it whatever the type takes for executed, as it holds against every such answer that
 * nothing in it says of a failure.
 */
export interface DocumentedSuccess<Payload> {
  /** The documented HTTP statuses; absent: 200 alone. */
  readonly statuses?: readonly number[];
  /** Names of the fields that hold the id of what was made, wherever they stand: where one is there, it names something. */
  readonly madeIds?: readonly string[];
  /** Fields of the answer that repeat what was asked for, by name: where one is filled, it repeats just that. */
  echoes?(payload: Payload): Echoes;
}

export interface EventFieldsContext<Payload> {
  readonly payload: Payload;
  /** `pending` for the first event of a request that waits for a checker, `terminal` for the last one. */
  readonly phase: 'pending' | 'terminal';
}

/** Documented quirks of a type's events. */
export interface EventFields {
  /** Becomes `data.reason`. */
  readonly reason?: string;
  /** The documented event of this type never names the checker. */
  readonly omitCheckerId?: boolean;
}

/** A value of the payload in its sender's spelling; nothing where the spelling is not known. */
export type WrittenValue = (path: readonly string[]) => string | undefined;

/** Something that payload and policy together forbid; `kind` picks the documented code. */
export type RuleViolation = Problem;

export interface RuleContext<Payload, Config> {
  readonly payload: Payload;
  /** The org's stored policy settings of this type; absent when the org never set any. */
  readonly config?: Config;
}

/** A business rule beyond the schema. Pure: same input, same answer. */
export interface ValidationRule<Payload, Config> {
  /** Kebab-case, unique in the type; shown in the docs. */
  readonly name: string;
  readonly at: readonly ('submit' | 'approve')[];
  check(context: RuleContext<Payload, Config>): RuleViolation | undefined;
  /**
   * Only for a rule that is broken exactly when the summary's amount is above a limit: that limit. Such a rule counts as part of the policy:
   * what it refuses is kept, and simulations of other settings judge it by the amount alone.
   */
  amountLimit?(config: Config): number | undefined;
}

/**
 * All that the workflow knows of one kind of request. Pure and synchronous: no injection, no clock, no I/O.
 * A team owns a lib with one of these; nothing outside that lib names the type.
 */
export interface RequestType<Payload = unknown, Config = unknown> {
  /** UPPER_SNAKE, e.g. `POINTS_REDEMPTION`. Persisted: never renamed. The URL and REST spellings derive from it. */
  readonly key: string;
  /** Name for people, e.g. `Points redemption`. */
  readonly title: string;
  /** Version of the payload's schema; stored with each request. */
  readonly version: number;
  /** Judges `{ queryParams?, body }` strictly and never rewrites it: what is stored is what the maker sent. */
  readonly payload: z.ZodType<Payload>;
  /** Fields whose refusal by the schema has a documented code of its own, by JSON pointer into the payload. */
  readonly problemKinds?: Readonly<Record<string, ProblemKind>>;
  /**
   * Fields that hold the id of a till, store, zone or concept, by JSON pointer into the payload (`*` for every element of a list): core
   * holds them against the request's `entityInfo`, so that a grant for one place moves nothing of another.
   */
  readonly entityFields?: Readonly<Record<string, EntityField>>;
  /** Fields that name one thing, in groups; the schema refuses a second one of a group (`namesEachThingOnce`). */
  readonly exclusiveFields?: readonly ExclusiveFields[];
  /** Which way the points of the summary's amount go, seen from the program: reports add each way up on its own. Absent: they do not move. */
  readonly pointsFlow?: 'granted' | 'redeemed';
  /** A complete valid payload with invented data: the example in the OpenAPI document and in forms. */
  readonly example: Payload;
  /** The type's own policy settings, beside auto-approval which core offers to every type. */
  readonly config?: z.ZodType<Config>;
  readonly loyaltyRoute: LoyaltyRoute;
  /** @param written the text of the value at a path as it is stored and sent: an amount `20.0` is shown as that, not as 20 */
  describe(payload: Payload, written?: WrittenValue): RequestSummary;
  /** What makes two requests the same: at most one open request per org, type and natural key. */
  naturalKey(payload: Payload): string | undefined;
  /**
   * What a payload asks for, where it can be asked for in several ways: a list of one for the one, an amount as text, what is filled in anyway.
   * Payloads of which this is the same ask for the same; order of keys, and members that are empty or absent, do not count. Absent: the payload
   * itself.
   */
  asksFor?(payload: Payload): unknown;
  /** The key that the loyalty API enforces, if there is one in this payload. */
  loyaltyKey(payload: Payload): string | undefined;
  /** Frozen at approval. `replay` only where the same call twice has one effect; the team proves it in its README. */
  whenInDoubt(payload: Payload): 'replay' | 'hold';
  buildCall(context: BuildCallContext<Payload>): LoyaltyCall;
  readonly success?: DocumentedSuccess<Payload>;
  /** An answer that is not documented is in doubt, never executed. */
  interpretResponse(response: LoyaltyResponse, context: InterpretContext<Payload>): ExecutionOutcome;
  eventFields?(context: EventFieldsContext<Payload>): EventFields;
  readonly rules?: readonly ValidationRule<Payload, Config>[];
}

/** Writes a request type down with its payload and config types inferred from the schemas. */
export function defineRequestType<Payload, Config = unknown>(definition: RequestType<Payload, Config>): RequestType<Payload, Config> {
  return definition;
}
