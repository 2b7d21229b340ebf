/** One thing that must never be. */
export interface Violation {
  /** Such as `I5`. */
  readonly invariant: string;
  readonly orgId?: number;
  readonly requestId?: string;
  /** What is wrong, for a person. */
  readonly sentence: string;
}

/** What came of one invariant. */
export interface InvariantResult {
  readonly id: string;
  readonly title: string;
  /** How many things were looked at; an invariant that looked at nothing proves nothing. */
  readonly checked: number;
  readonly violations: readonly Violation[];
}

/** What came of all. */
export interface CheckReport {
  readonly invariants: readonly InvariantResult[];
  readonly violations: readonly Violation[];
  readonly requests: { readonly submitted: number; readonly terminal: number; readonly byState: Readonly<Record<string, number>> };
}

export interface CheckOptions {
  /** As a role that sees every row. */
  readonly databaseUrl: string;
  readonly evidenceFolder: string;
}
