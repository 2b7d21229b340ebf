import type { Problem, ProblemKind } from '@countersign/contract';

/** A call that cannot be done, with every problem found. Safe to show to the caller and to log. */
export class WorkflowError extends Error {
  constructor(
    readonly problems: readonly [Problem, ...Problem[]],
    /** Seconds after which the same call may succeed. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(problems.map(({ message }) => message).join(' '), options);
    this.name = 'WorkflowError';
  }

  static of(kind: ProblemKind, message: string, reference?: string): WorkflowError {
    return new WorkflowError([reference === undefined ? { kind, message } : { kind, message, reference }]);
  }
}

/** The store could not be reached or gave no answer in time; whether a write took place is open and the caller's key resolves it. */
export class StoreUnavailableError extends WorkflowError {
  constructor(cause: unknown) {
    super(
      [{ kind: 'unavailable', message: 'The request store cannot be reached right now. Try again with the same Idempotency-Key.' }],
      1,
      { cause },
    );
    this.name = 'StoreUnavailableError';
  }
}
