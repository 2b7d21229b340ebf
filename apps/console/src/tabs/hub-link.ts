import { Hub } from './hub';
import { BEAT_MS, type FromHub, type SharedSession, SILENCE_MS, type ToHub } from './hub-messages';
import { isSameUnfinished, NOTHING_UNFINISHED } from './unfinished';

/** So long a page that opens waits for an answer; the hub has it at hand. */
const PATIENCE_MS = 1_500;
/** A renewal keeps nobody waiting, and without the answer it might use a refresh token for the second time. */
const RENEWAL_PATIENCE_MS = 10_000;

type Listener = (message: FromHub) => void;

/** This tab's end of what all tabs of the browser share. */
class HubLink {
  private readonly listeners = new Set<Listener>();
  private readonly answers = new Map<number, (shared: SharedSession | undefined) => void>();
  private readonly onAnew = new Set<() => void>();
  private receipts = 0;
  /** Beats since something was heard. They count, not the time: in a hidden tab they are far apart. */
  private unanswered = 0;
  private listening: ToHub | undefined;
  private unfinished: ToHub | undefined;
  private lost = 0;
  private port = this.connected();

  constructor() {
    setInterval(() => this.beat(), BEAT_MS);
    for (const sign of ['pointerdown', 'keydown'])
      addEventListener(sign, () => this.send({ kind: 'used' }), { capture: true, passive: true });
    addEventListener('pagehide', () => this.send({ kind: 'bye' }));
    // From the browser's memory of pages: all of the tab is as it was, but the hub has let it go.
    addEventListener('pageshow', ({ persisted }) => persisted && this.tellAnew());
  }

  send(message: ToHub): void {
    if (message.kind === 'listen') {
      this.listening = message.headers && message;
      this.unanswered = 0;
    }
    if (message.kind === 'unfinished') this.unfinished = isSameUnfinished(message.unfinished, NOTHING_UNFINISHED) ? undefined : message;
    this.port.postMessage(message);
  }

  onMessage(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** The hub was lost, and another one knows nothing of this tab yet. */
  onConnected(listener: () => void): void {
    this.onAnew.add(listener);
  }

  /** @returns the session of the tab that was used last; undefined where there is none */
  askSession(): Promise<SharedSession | undefined> {
    return this.answered((receipt) => ({ kind: 'ask-session', receipt }), PATIENCE_MS);
  }

  /** @returns this session as it is now, renewed by another tab perhaps */
  askRenewed(sessionId: string): Promise<SharedSession | undefined> {
    return this.answered((receipt) => ({ kind: 'ask-session', receipt, sessionId }), RENEWAL_PATIENCE_MS);
  }

  /** Resolves when the hub knows it, so that whichever tab asks from here on is told. */
  async tellSession(shared: SharedSession): Promise<void> {
    await this.answered((receipt) => ({ kind: 'has-session', shared, receipt }), RENEWAL_PATIENCE_MS);
  }

  private answered(messageFor: (receipt: number) => ToHub, patienceMs: number): Promise<SharedSession | undefined> {
    const receipt = (this.receipts += 1);
    return new Promise((resolve) => {
      const answer = (shared: SharedSession | undefined): void => {
        clearTimeout(timer);
        this.answers.delete(receipt);
        resolve(shared);
      };
      const timer = setTimeout(() => answer(undefined), patienceMs);
      this.answers.set(receipt, answer);
      this.send(messageFor(receipt));
    });
  }

  /** All tabs count alike what was lost, and so meet again. */
  private connected(): MessagePort {
    if (typeof SharedWorker === 'undefined') return this.alone();
    const worker = new SharedWorker(new URL('./hub-worker.ts', import.meta.url), { type: 'module', name: `countersign-${this.lost}` });
    worker.onerror = () => {
      this.port = this.alone();
      this.tellAnew();
    };
    return this.hear(worker.port);
  }

  /** Where the browser has no such workers each tab has a hub of its own. */
  private alone(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    new Hub().connect(port2);
    return this.hear(port1);
  }

  private hear(port: MessagePort): MessagePort {
    port.onmessage = ({ data }: MessageEvent<FromHub>) => {
      this.unanswered = 0;
      if (data.kind === 'answer') this.answers.get(data.receipt)?.(data.shared);
      else for (const listener of this.listeners) listener(data);
    };
    return port;
  }

  private beat(): void {
    const said = [document.hidden ? undefined : this.listening, this.unfinished].filter((message) => message !== undefined);
    if (said.length === 0) return;
    for (const message of said) this.port.postMessage(message);
    this.unanswered += 1;
    if (this.unanswered * BEAT_MS <= SILENCE_MS) return;
    // It hangs or was ended by the browser: nothing is live, until another one says so.
    for (const listener of this.listeners) listener({ kind: 'live', state: 'connecting' });
    this.unanswered = 0;
    this.lost += 1;
    this.port = this.connected();
    this.tellAnew();
  }

  private tellAnew(): void {
    for (const listener of this.onAnew) listener();
    if (this.unfinished) this.port.postMessage(this.unfinished);
  }
}

export const hubLink = new HubLink();
