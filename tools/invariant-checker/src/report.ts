/** One thing that must never be. */
export interface Violation {
  /** Such as `I5`. */
  readonly invariant: string;
  readonly orgId?: number;
  readonly requestId?: string;
  /** What is wrong, for a person. */
  readonly sentence: string;
}

/** One part of an invariant. */
export interface ClauseResult {
  readonly name: string;
  readonly checked: number;
  /** How many violations, listed or not. */
  readonly broken: number;
}

/** What came of one invariant. */
export interface InvariantResult {
  readonly id: string;
  readonly title: string;
  /** How many things were looked at; an invariant that looked at nothing proves nothing. */
  readonly checked: number;
  /** What the invariant consists of, and how many things each part looked at. */
  readonly clauses?: readonly ClauseResult[];
  /** What was not looked at and why; always there when `checked` is 0. */
  readonly note?: string;
  /** At most 50 of each clause; `broken` of the clause has their number. */
  readonly violations: readonly Violation[];
}

/** What came of all. */
export interface CheckReport {
  readonly invariants: readonly InvariantResult[];
  readonly violations: readonly Violation[];
  readonly requests: { readonly submitted: number; readonly terminal: number; readonly byState: Readonly<Record<string, number>> };
}

/** What lies outside the database about its journal. */
export interface JournalEvidence {
  readonly checkpointFile: string;
  /** PEM, of the key that signed. */
  readonly publicKeyFile: string;
}

export interface CheckOptions {
  /** As a role that sees every row. */
  readonly databaseUrl: string;
  readonly evidenceFolder: string;
  /** Ids such as `I5`; all when not said. */
  readonly only?: readonly string[];
  /** To verify the sealed journal as an auditor would. */
  readonly journal?: JournalEvidence;
  /** To look for keys that nobody owns any more. */
  readonly redisUrl?: string;
}
