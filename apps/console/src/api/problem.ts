/** One refusal of the gateway: a documented code, a sentence, and where it can be said the field that it is about. */
export interface Problem {
  readonly code: number;
  readonly message: string;
  /** JSON pointer into the body, name of a parameter, or id of the request that stands in the way. */
  readonly reference?: string;
}

/** An answer that is no success. `problems` is empty where the gateway could not be reached or spoke no JSON. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    /** When to come back, where the gateway says so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problems.map(({ message }) => message).join(' ') || unreachable(status));
  }
}

function unreachable(status: number): string {
  return status === 0 ? 'The server cannot be reached. Try again in a moment.' : `The server answered ${status}. Try again in a moment.`;
}
