import type { ExecutionOutcome, Problem } from '@countersign/contract';

/** One payload that must be refused: a valid one with a single change. */
export interface InvalidPayload {
  /** Why it must be refused: `points of zero`. */
  readonly name: string;
  /** JSON pointer of the place to change, in the first valid payload. */
  readonly at: string;
  /** What to put there; absent = the field is removed. */
  readonly value?: unknown;
  /** Name of another valid payload to start from. */
  readonly from?: string;
  /** JSON pointer that the refusal must name, where that is not `at`. */
  readonly names?: string;
}

/** One answer of the loyalty API and what it comes to. */
export interface DocumentedAnswer {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  /** Name of the valid payload that was sent; absent = the first. */
  readonly to?: string;
  readonly outcome: ExpectedOutcome;
}

export interface ExpectedOutcome {
  readonly kind: ExecutionOutcome['kind'];
  readonly code?: string;
  readonly partial?: boolean;
  /** Codes of the warnings of an executed outcome, in order. */
  readonly warnings?: readonly string[];
}

/** One verdict of a business rule. */
export interface RuleCase {
  readonly rule: string;
  /** Name of the valid payload to start from; absent = the first. */
  readonly from?: string;
  /** JSON pointer of the place to change before the rule is asked. */
  readonly at?: string;
  readonly value?: unknown;
  readonly config?: unknown;
  /** Absent = the rule must be content. */
  readonly violation?: Pick<Problem, 'kind' | 'reference'>;
}

/** What a team states of its request type, for the conformance suite to hold against the definition. */
export interface RequestTypeFixtures {
  /** Payloads that must be accepted, by name. The first one is the base of every invalid payload. */
  readonly valid: Readonly<Record<string, unknown>>;
  readonly invalid: readonly InvalidPayload[];
  /** Every documented answer of the loyalty call, refusals too. */
  readonly answers: readonly DocumentedAnswer[];
  /** At least one content and one violated case per rule of the definition. */
  readonly rules?: readonly RuleCase[];
  /** JSON pointers of the fields that make the natural key; no other field may change it. */
  readonly naturalKeyFields: readonly string[];
  /** JSON pointers of the fields that make the loyalty key; no other field may change it. */
  readonly loyaltyKeyFields: readonly string[];
  /** JSON pointers of the fields that name a customer, or of the list that holds them; each is named in the summary, and no other field. */
  readonly customerFields: readonly string[];
  /** JSON pointers of what changes neither whom nor what a call hits: it need not be in the line, by which many decide. */
  readonly notInLine?: readonly string[];
  /** JSON pointers of what has several spellings, or goes without saying: a spec of the type says which of them ask for the same. */
  readonly freelySpelled?: readonly string[];
  /** JSON pointers of what tells no two requests apart: with another value there the same is asked for. */
  readonly notInMeaning?: readonly string[];
  /** JSON pointers of the texts that people write for people. Every other text is an identifier, and refuses what a reader does not see. */
  readonly freeTextFields?: readonly string[];
  /** Whether the maker's body reaches the loyalty API byte for byte. */
  readonly sendsBodyUnchanged: boolean;
  /** Why the same call twice has one effect although the loyalty API knows no key. Needed to replay without one. */
  readonly replayProof?: string;
}
