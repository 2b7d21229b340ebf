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

/** What was shown: a token (or what stands for one) with a call, or the key and secret for which a token is asked. */
const WORDS = {
  token: { message: 'The access token is missing, expired or not valid here.', reference: 'X-CAP-UI-AUTH-TOKEN' },
  credentials: { message: 'Fields key and secret: are not those of an API client that may get a token.', reference: '/secret' },
} as const;

/** Nobody is known to call: `not-authenticated`, in the same words whatever is wrong. */
export class SignInRefused extends WorkflowError {
  /** @param client whose key was shown by somebody who could not act for it */
  constructor(
    readonly reason: SignInProblem,
    readonly client?: ApiClient,
    shown: keyof typeof WORDS = 'token',
  ) {
    super([{ kind: 'not-authenticated', ...WORDS[shown] }]);
    this.name = 'SignInRefused';
  }

  /** The same refusal of who asked for a token, and sent none. */
  ofCredentials(): SignInRefused {
    return new SignInRefused(this.reason, this.client, 'credentials');
  }
}
