import { ChangeStream, type LiveState } from '../api/change-stream';
import type { FromHub } from './hub-messages';

const POLL_MS = 15_000;

/** The changes of one org as one person may see them, told to every tab that listens: one connection, however many tabs. */
export class Feed {
  private readonly tabs = new Set<(message: FromHub) => void>();
  private stream: ChangeStream | undefined;
  private readonly poll = setInterval(() => {
    if (!this.stream) this.tell({ kind: 'missed' });
  }, POLL_MS);
  private state: LiveState = 'polling';

  constructor(private readonly headers: Readonly<Record<string, string>>) {}

  get isOpen(): boolean {
    return this.stream !== undefined;
  }

  get isHeard(): boolean {
    return this.tabs.size > 0;
  }

  /** Opens the connection; until then tabs are told to read by themselves. */
  open(): void {
    this.isNow('connecting');
    this.stream = new ChangeStream(this.headers, {
      changed: (changes) => this.tell({ kind: 'changed', changes }),
      missed: () => this.tell({ kind: 'missed' }),
      isNow: (state) => this.isNow(state),
    });
  }

  close(): void {
    clearInterval(this.poll);
    this.stream?.stop();
    this.stream = undefined;
  }

  /** Said again and again by a tab that is there. One that joins has read its page before it heard anything. */
  add(tab: (message: FromHub) => void): void {
    const joins = !this.tabs.has(tab);
    this.tabs.add(tab);
    tab({ kind: 'live', state: this.state });
    if (joins && this.state === 'live') tab({ kind: 'missed' });
  }

  remove(tab: (message: FromHub) => void): void {
    this.tabs.delete(tab);
  }

  beat(): void {
    this.tell({ kind: 'live', state: this.state });
  }

  private isNow(state: LiveState): void {
    this.state = state;
    this.beat();
  }

  private tell(message: FromHub): void {
    for (const tab of this.tabs) tab(message);
  }
}
