/** Something of the local stack did not work. `message` is a full sentence for whoever started it. */
export class StackError extends Error {
  constructor(
    message: string,
    /** The last lines of the log that tells more. */
    readonly logTail: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StackError';
  }
}

/** The start was called off before it was through. */
export class StartCalledOff extends StackError {
  constructor() {
    super('The start was called off.');
    this.name = 'StartCalledOff';
  }
}
