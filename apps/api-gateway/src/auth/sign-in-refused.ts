import { type ApiClient, WorkflowError } from '@countersign/engine';

/** Why nobody could be told by what a call showed. Operators see it, callers never. */
export const SIGN_IN_PROBLEMS = [
  'nothing-presented',
  'malformed-token',
  'expired-token',
  'foreign-token',
  'keys-unavailable',
  'unknown-api-token',
  'unknown-client',
  'disabled-client',
  'suspended-client',
  'wrong-secret',
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/** Nobody is known to call: `not-authenticated`, in the same words whatever is wrong. */
export class SignInRefused extends WorkflowError {
  /** @param client whose key was shown by somebody who could not act for it */
  constructor(
    readonly reason: SignInProblem,
    readonly client?: ApiClient,
  ) {
    const message = 'The access token is missing, expired or not valid here.';
    super([{ kind: 'not-authenticated', message, reference: 'X-CAP-UI-AUTH-TOKEN' }]);
    this.name = 'SignInRefused';
  }
}
