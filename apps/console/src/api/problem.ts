/** One refusal of the gateway: a documented code, a sentence, and where it can be said the field that it is about. */
export interface Problem {
  readonly code: number;
  readonly message: string;
  /** JSON pointer into the body, name of a parameter, or id of the request that stands in the way. */
  readonly reference?: string;
}

/** What is not known where no answer came: nothing of a call that only reads; otherwise whether it was done. */
export type Doubt = 'none' | 'repeated' | 'unrepeated';

interface Circumstances {
  readonly doubt?: Doubt;
  readonly isTimeout?: boolean;
  /** When to come back, where the gateway says so. */
  readonly retryAfterSeconds?: number;
}

/** An answer that is no success. `problems` is empty where the gateway could not be reached or spoke no JSON. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly isTimeout: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    { doubt = 'none', isTimeout = false, retryAfterSeconds }: Circumstances = {},
  ) {
    super(problems.map(({ message }) => message).join(' ') || `${whatCame(status, isTimeout)} ${WHAT_TO_DO[doubt]}`);
    this.isTimeout = isTimeout;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const WHAT_TO_DO: Readonly<Record<Doubt, string>> = {
  none: 'Try again in a moment.',
  repeated: 'It is not known whether this was done. Try again: it is never done twice.',
  unrepeated: 'It is not known whether this was done. Look how it stands before you try again.',
};

function whatCame(status: number, isTimeout: boolean): string {
  if (isTimeout) return 'The server did not answer in time.';
  return status === 0 ? 'The server cannot be reached.' : `The server answered ${status}.`;
}
