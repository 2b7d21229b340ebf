const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A key that is held down, and a signal passed on by several parents, is one request. */
const SAME_REQUEST_MS = 400;

/** Who was asked to stop, and whether by somebody who has lost patience. */
export class StopRequests {
  private readonly controller = new AbortController();
  private firstAt: number | undefined;

  /** @param onSecond called when a stop is asked for once more */
  constructor(
    private readonly onSecond: () => void,
    source: Pick<NodeJS.Process, 'on'> & { readonly channel?: { unref(): void } } = process,
  ) {
    for (const signal of SIGNALS) source.on(signal, this.receive);
    // The command that runs us was killed: nobody is left to ask.
    source.on('disconnect', this.receive);
    source.channel?.unref();
  }

  /** Aborted by the first request. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Resolves with the first request. */
  get first(): Promise<void> {
    return new Promise((resolve) => {
      if (this.signal.aborted) resolve();
      this.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  private readonly receive = (): void => {
    const now = performance.now();
    if (this.firstAt === undefined) {
      this.firstAt = now;
      this.controller.abort();
    } else if (now - this.firstAt > SAME_REQUEST_MS) {
      this.onSecond();
    }
  };
}
