import { backOff, retryAfterMs } from './back-off';
import { EventStreamReader } from './event-stream';

/** A step of a request: which one, where it is now, and the version that it has now. */
export interface Change {
  readonly requestId: string;
  readonly type: string;
  readonly state: string;
  readonly version: number;
}

export type LiveState = 'connecting' | 'live' | 'polling';

export interface LiveListener {
  changed(changes: readonly Change[]): void;
  /** Something may have changed unheard: read again. */
  missed(): void;
}

const PATH = '/v3/changes';
const FIRST_RETRY_MS = 2_000;
/** The gateway says something every three seconds; a connection that died without a word is noticed after this. */
const LONGEST_SILENCE_MS = 8_000;
const POLL_MS = 15_000;
/** So many failures in a row, and listeners are told to read by themselves. */
const PATIENCE = 2;

/** Who hears of a stream. */
export interface StreamEar extends LiveListener {
  isNow(state: LiveState): void;
}

/** Keeps one stream of changes open until it is stopped. */
export class ChangeStream {
  private readonly running = new AbortController();
  private failures = 0;
  private retryMs = FIRST_RETRY_MS;
  private current: LiveState = 'connecting';

  constructor(
    private readonly headers: Readonly<Record<string, string>>,
    private readonly ear: StreamEar,
  ) {
    void this.run(this.running.signal);
  }

  stop(): void {
    this.running.abort();
  }

  private async run(signal: AbortSignal): Promise<void> {
    const poll = setInterval(() => this.current === 'polling' && this.ear.missed(), POLL_MS);
    signal.addEventListener('abort', () => clearInterval(poll));
    while (!signal.aborted) {
      const waitMs = await this.connection(signal).catch(() => undefined);
      if (isOver(signal)) return;
      this.failures += 1;
      this.say(this.failures >= PATIENCE ? 'polling' : 'connecting');
      await pause(Math.max(waitMs ?? 0, backOff(this.failures, this.retryMs)), signal);
    }
  }

  /** Until it ends; resolves with how long the gateway wants to be left alone. */
  private async connection(signal: AbortSignal): Promise<number | undefined> {
    const own = new AbortController();
    const cut = (): void => own.abort();
    signal.addEventListener('abort', cut);
    let watch = setTimeout(cut, LONGEST_SILENCE_MS);
    try {
      const response = await fetch(PATH, {
        headers: { ...this.headers, Accept: 'text/event-stream' },
        signal: own.signal,
        cache: 'no-store',
      });
      if (!response.ok || !response.body) return retryAfterMs(response.headers.get('retry-after'));
      this.begun();
      const events = new EventStreamReader();
      const decoder = new TextDecoder();
      const body = response.body.getReader();
      for (let piece = await body.read(); !piece.done; piece = await body.read()) {
        clearTimeout(watch);
        watch = setTimeout(cut, LONGEST_SILENCE_MS);
        for (const part of events.read(decoder.decode(piece.value, { stream: true }))) this.take(part);
      }
      return undefined;
    } finally {
      clearTimeout(watch);
      signal.removeEventListener('abort', cut);
    }
  }

  /** The stream has no past: pages that were read before it began, also for the first time, were told of nothing since. */
  private begun(): void {
    this.failures = 0;
    this.say('live');
    this.ear.missed();
  }

  private take(part: ReturnType<EventStreamReader['read']>[number]): void {
    if ('retryMs' in part) this.retryMs = Math.max(500, part.retryMs);
    else if (part.event === 'changes') {
      const { requests } = JSON.parse(part.data) as { requests: readonly Change[] };
      this.ear.changed(requests);
    }
  }

  private say(state: LiveState): void {
    if (state === this.current) return;
    this.current = state;
    this.ear.isNow(state);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Asked anew after waiting: what the loop has just found out about it no longer holds. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
