/** One refusal of the gateway: a documented code, a sentence, and where it can be said the field that it is about. */
export interface Problem {
  readonly code: number;
  readonly message: string;
  /** JSON pointer into the body, name of a parameter, or id of the request that stands in the way. */
  readonly reference?: string;
}

interface Circumstances {
  readonly isTimeout?: boolean;
  /** When to come back, where the gateway says so. */
  readonly retryAfterSeconds?: number | undefined;
}

/** An answer that is no success. `problems` is empty where the gateway could not be reached or spoke no JSON. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly isTimeout: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    { isTimeout = false, retryAfterSeconds }: Circumstances = {},
  ) {
    super(problems.map(({ message }) => message).join(' ') || `${whatCame(status, isTimeout)} Try again in a moment.`);
    this.isTimeout = isTimeout;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

function whatCame(status: number, isTimeout: boolean): string {
  if (isTimeout) return 'The server did not answer in time.';
  return status === 0 ? 'The server cannot be reached.' : `The server answered ${status}.`;
}
