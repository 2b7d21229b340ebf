/**
 * What can be wrong with a call, by name. The gateway alone turns a kind into a code and an HTTP status
 * (docs/error-codes.md is generated from that table).
 */
export type ProblemKind =
  | 'no-permission'
  | 'already-decided'
  | 'org-missing'
  | 'unknown-request'
  | 'wrong-action'
  | 'invalid-payload'
  | 'unknown-type'
  | 'bad-sort-field'
  | 'bad-sort-order'
  | 'not-authenticated'
  | 'earning-entity-invalid'
  | 'points-invalid'
  | 'wrong-state'
  | 'type-paused'
  | 'erased'
  | 'self-approval'
  | 'duplicate-open-request'
  | 'amount-beyond-limit'
  | 'cap-reached'
  | 'same-customer-pending'
  | 'policy-stale'
  | 'changed-meanwhile'
  | 'key-reused'
  | 'key-in-progress'
  | 'digest-differs'
  | 'body-too-large'
  | 'rate-limited'
  | 'unavailable'
  | 'media-type'
  | 'no-such-route';

/** One thing that is wrong. `reference` is a JSON pointer into the caller's body, or the id that the message speaks of. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A sentence that names the field; never holds a value that the caller sent. */
  readonly message: string;
  readonly reference?: string;
}
