import { Feed } from './feed';
import { BEAT_MS, type FromHub, GONE_MS, type SharedSession, SILENCE_MS, type ToHub } from './hub-messages';
import { isSameUnfinished, NOTHING_UNFINISHED, sumOf, type Unfinished } from './unfinished';

/** A browser opens six connections to one server; these few are left to what never ends. */
const MOST_STREAMS = 3;

interface Tab {
  readonly tell: (message: FromHub) => void;
  shared: SharedSession | undefined;
  feed: string | undefined;
  unfinished: Unfinished;
  /** What it was told of the others last. */
  elsewhere: Unfinished;
  heardAt: number;
}

/**
 * What all tabs of this browser share, in memory alone: who is signed in, for a tab that is opened from another one, and the stream of
 * changes. It ends with the last tab.
 */
export class Hub {
  /** The tab that was used last is the last one. */
  private readonly tabs = new Set<Tab>();
  private readonly feeds = new Map<string, Feed>();

  constructor() {
    setInterval(() => this.beat(), BEAT_MS);
  }

  connect(port: MessagePort): void {
    const tab: Tab = {
      tell: (message) => port.postMessage(message),
      shared: undefined,
      feed: undefined,
      unfinished: NOTHING_UNFINISHED,
      elsewhere: NOTHING_UNFINISHED,
      heardAt: Date.now(),
    };
    this.tabs.add(tab);
    port.onmessage = ({ data }: MessageEvent<ToHub>) => {
      tab.heardAt = Date.now();
      this.take(tab, data);
      this.tellUnfinished();
    };
  }

  private take(tab: Tab, message: ToHub): void {
    // A tab that comes back after it said good-bye counts again.
    if (message.kind !== 'bye') this.tabs.add(tab);
    switch (message.kind) {
      case 'has-session':
        return this.remember(tab, message.shared, message.receipt);
      case 'ask-session': {
        const shared = this.sessionFor(message.sessionId);
        return tab.tell({ kind: 'answer', receipt: message.receipt, ...(shared && { shared }) });
      }
      case 'signed-out':
        return this.endEverywhere(message.sessionId);
      case 'used':
        return this.used(tab);
      case 'listen':
        return this.listen(tab, message.headers);
      case 'unfinished':
        tab.unfinished = message.unfinished;
        // Answered in any case, so that the tab knows that somebody hears it.
        return this.tellElsewhere(tab);
      case 'bye':
        tab.shared = undefined;
        this.listen(tab, undefined);
        this.tabs.delete(tab);
    }
  }

  private remember(tab: Tab, shared: SharedSession | undefined, receipt: number | undefined): void {
    tab.shared = shared;
    this.used(tab);
    for (const other of this.tabs) {
      if (!shared || !other.shared || other.shared.session.id !== shared.session.id) continue;
      bringUpToDate(other, shared);
      bringUpToDate(tab, other.shared);
    }
    if (receipt !== undefined) tab.tell({ kind: 'answer', receipt });
  }

  /** The session of the tab that was used last; or, by its id, one that may have been renewed meanwhile. */
  private sessionFor(sessionId: string | undefined): SharedSession | undefined {
    return [...this.tabs].findLast(({ shared }) => shared && (sessionId === undefined || shared.session.id === sessionId))?.shared;
  }

  private endEverywhere(sessionId: string): void {
    for (const tab of this.tabs)
      if (tab.shared?.session.id === sessionId) {
        tab.shared = undefined;
        tab.tell({ kind: 'ended' });
      }
  }

  private used(tab: Tab): void {
    this.tabs.delete(tab);
    this.tabs.add(tab);
  }

  private listen(tab: Tab, headers: Readonly<Record<string, string>> | undefined): void {
    const wanted = headers && JSON.stringify(headers);
    if (tab.feed !== wanted) {
      if (tab.feed !== undefined) this.feeds.get(tab.feed)?.remove(tab.tell);
      tab.feed = wanted;
    }
    if (wanted !== undefined && headers) {
      const feed = this.feeds.get(wanted) ?? new Feed(headers);
      this.feeds.set(wanted, feed);
      feed.add(tab.tell);
    }
    this.openFeeds();
  }

  /** Closes what nobody hears, and opens as many as there may be. */
  private openFeeds(): void {
    for (const [key, feed] of this.feeds)
      if (!feed.isHeard) {
        feed.close();
        this.feeds.delete(key);
      }
    for (const feed of this.feeds.values())
      if (!feed.isOpen && [...this.feeds.values()].filter(({ isOpen }) => isOpen).length < MOST_STREAMS) feed.open();
  }

  /** Who signs out somewhere has signed out everywhere, and is asked before about what is unfinished anywhere. */
  private tellUnfinished(): void {
    for (const tab of this.tabs) if (!isSameUnfinished(tab.elsewhere, this.elsewhereOf(tab))) this.tellElsewhere(tab);
  }

  private tellElsewhere(tab: Tab): void {
    tab.elsewhere = this.elsewhereOf(tab);
    tab.tell({ kind: 'unfinished-elsewhere', unfinished: tab.elsewhere });
  }

  private elsewhereOf(tab: Tab): Unfinished {
    const sessionId = tab.shared?.session.id;
    const others = [...this.tabs].filter((other) => other !== tab && sessionId !== undefined && other.shared?.session.id === sessionId);
    return sumOf(others.map(({ unfinished }) => unfinished));
  }

  /** A tab that crashed says no good-bye. Hidden ones are slow to speak, but listen to nothing. */
  private beat(): void {
    for (const tab of this.tabs) {
      const silentMs = Date.now() - tab.heardAt;
      if (tab.feed !== undefined && silentMs > SILENCE_MS) this.listen(tab, undefined);
      if (silentMs > GONE_MS) tab.unfinished = NOTHING_UNFINISHED;
    }
    this.tellUnfinished();
    for (const feed of this.feeds.values()) feed.beat();
  }
}

/** Whichever of two tokens ends later is the renewed one. Each tab keeps the org that it works in. */
function bringUpToDate(tab: Tab, { session, provider }: SharedSession): void {
  if (!tab.shared || tab.shared.session.expiresAt >= session.expiresAt) return;
  tab.shared = { session: { ...session, orgId: tab.shared.session.orgId }, provider };
  tab.tell({ kind: 'renewed', shared: tab.shared });
}
