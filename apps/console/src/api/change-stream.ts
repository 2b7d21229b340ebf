import { backOff, retryAfterMs } from './back-off';
import { signedHeaders } from './call';
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
/** Heartbeats come far more often; a connection that died without a word is noticed after this. */
const LONGEST_SILENCE_MS = 60_000;
const POLL_MS = 15_000;
/** So many failures in a row, and listeners are told to read by themselves. */
const PATIENCE = 2;

/** Keeps the stream of changes open while it has listeners and the tab is looked at: browsers allow few connections to one server. */
export class ChangeStream {
  private readonly listeners = new Set<LiveListener>();
  private readonly stateListeners = new Set<() => void>();
  private current: LiveState = 'connecting';
  private running: AbortController | undefined;
  private failures = 0;
  private retryMs = FIRST_RETRY_MS;
  private wasLive = false;

  readonly state = (): LiveState => this.current;

  readonly onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  listen(listener: LiveListener): () => void {
    this.listeners.add(listener);
    if (!this.running) this.restart();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /** Anew for another person or org, or because the tab is looked at again; ends it where nobody is there to hear. */
  restart(): void {
    this.stop();
    if (this.listeners.size === 0 || document.hidden || signedHeaders()['X-CAP-UI-AUTH-TOKEN'] === undefined) return;
    this.running = new AbortController();
    this.failures = 0;
    void this.run(this.running.signal);
  }

  private stop(): void {
    this.running?.abort();
    this.running = undefined;
    this.say('connecting');
  }

  private async run(signal: AbortSignal): Promise<void> {
    const poll = setInterval(() => this.current === 'polling' && this.tellMissed(), POLL_MS);
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
        headers: { ...signedHeaders(), Accept: 'text/event-stream' },
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

  /** The stream has no past: whatever happened before it began is to be read. The first page load has just read it. */
  private begun(): void {
    this.failures = 0;
    this.say('live');
    if (this.wasLive) this.tellMissed();
    this.wasLive = true;
  }

  private take(part: ReturnType<EventStreamReader['read']>[number]): void {
    if ('retryMs' in part) this.retryMs = Math.max(500, part.retryMs);
    else if (part.event === 'changes') {
      const { requests } = JSON.parse(part.data) as { requests: readonly Change[] };
      for (const listener of [...this.listeners]) listener.changed(requests);
    }
  }

  private tellMissed(): void {
    for (const listener of [...this.listeners]) listener.missed();
  }

  private say(state: LiveState): void {
    if (state === this.current) return;
    this.current = state;
    for (const listener of this.stateListeners) listener();
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
