import type { Session } from '../signed-in/session-store';
import { Hub } from './hub';
import { BEAT_MS, type FromHub, GONE_MS, SILENCE_MS, type ToHub } from './hub-messages';
import { NOTHING_UNFINISHED, type Unfinished } from './unfinished';

const HOUR_MS = 3_600_000;

/** One end of a port, and all that came out of it. */
class TestTab {
  readonly heard: FromHub[] = [];
  private readonly port = {
    onmessage: null as ((event: { data: ToHub }) => void) | null,
    postMessage: (message: FromHub) => this.heard.push(message),
  };

  constructor(hub: Hub) {
    hub.connect(this.port as unknown as MessagePort);
  }

  say(message: ToHub): void {
    this.port.onmessage?.({ data: message });
  }

  signIn(id: string, token: string, endsInHours = 1): void {
    const session: Session = {
      id,
      token,
      via: 'paste',
      user: { id: 1, name: id },
      orgs: [],
      orgId: 0,
      expiresAt: endsInHours * HOUR_MS,
    };
    this.say({ kind: 'has-session', shared: { session, provider: {} } });
  }

  /** What it would ask about before a sign-out. */
  elsewhere(): Unfinished {
    const told = this.heard.flatMap((message) => (message.kind === 'unfinished-elsewhere' ? [message.unfinished] : []));
    return told.at(-1) ?? NOTHING_UNFINISHED;
  }

  has(unfinished: Partial<Unfinished>): void {
    this.say({ kind: 'unfinished', unfinished: { ...NOTHING_UNFINISHED, ...unfinished } });
  }

  /** The token that a new tab would be handed. */
  asks(): string | undefined {
    this.say({ kind: 'ask-session', receipt: 1 });
    const last = this.heard.at(-1);
    return last?.kind === 'answer' ? last.shared?.session.token : undefined;
  }
}

describe('what all tabs of a browser share', () => {
  let hub: Hub;
  let streams: { readonly url: string; readonly signal: AbortSignal }[];
  const open = () => streams.filter(({ signal }) => !signal.aborted).length;

  beforeEach(() => {
    jest.useFakeTimers();
    streams = [];
    jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      if (typeof url === 'string' && init?.signal) streams.push({ url, signal: init.signal });
      return new Promise(() => undefined);
    });
    hub = new Hub();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('hands the session of the tab that was used last, until it is closed or signed out', () => {
    const [mayas, chens, fresh] = [new TestTab(hub), new TestTab(hub), new TestTab(hub)];
    expect(fresh.asks()).toBeUndefined();
    mayas.signIn('maya', 'token-m');
    chens.signIn('chen', 'token-c');
    mayas.say({ kind: 'used' });
    expect(fresh.asks()).toBe('token-m');
    mayas.say({ kind: 'bye' });
    expect(fresh.asks()).toBe('token-c');
    const beside = new TestTab(hub);
    beside.signIn('chen', 'token-c');
    chens.say({ kind: 'signed-out', sessionId: 'chen' });
    expect(beside.heard).toContainEqual({ kind: 'ended' });
    expect(fresh.asks()).toBeUndefined();
  });

  it('tells the other tabs of a renewed session, and never of an older token', () => {
    const [one, other] = [new TestTab(hub), new TestTab(hub)];
    one.signIn('maya', 'first', 1);
    other.signIn('maya', 'first', 1);
    one.signIn('maya', 'second', 2);
    expect(other.heard).toEqual([
      { kind: 'renewed', shared: expect.objectContaining({ session: expect.objectContaining({ token: 'second' }) }) },
    ]);
    // As a tab that the browser had put aside comes back with what it knew.
    const back = new TestTab(hub);
    back.signIn('maya', 'first', 1);
    expect([one.heard, other.heard.length]).toEqual([[], 1]);
    expect(back.heard).toEqual(other.heard);
  });

  it('is one connection for all tabs of a person, and few for many persons', () => {
    const tabs = Array.from({ length: 8 }, () => new TestTab(hub));
    for (const tab of tabs) tab.say({ kind: 'listen', headers: { token: 'maya' } });
    expect(streams).toHaveLength(1);
    const others = ['b', 'c', 'd'].map((token) => {
      const tab = new TestTab(hub);
      tab.say({ kind: 'listen', headers: { token } });
      return tab;
    });
    expect(open()).toBe(3);
    expect(others[2]?.heard).toContainEqual({ kind: 'live', state: 'polling' });
    others[0]?.say({ kind: 'bye' });
    expect(streams).toHaveLength(4);
    expect(open()).toBe(3);
  });

  it('reads once more when the stream opens, also in a tab that joins later, and not because it says again that it is there', async () => {
    let begin: (answer: Response) => void = () => undefined;
    jest.spyOn(globalThis, 'fetch').mockImplementation(() => new Promise((resolve) => (begin = resolve)));
    const listen: ToHub = { kind: 'listen', headers: { token: 'maya' } };
    const missedBy = ({ heard }: TestTab): number => heard.filter(({ kind }) => kind === 'missed').length;
    const [first, second, later] = [new TestTab(hub), new TestTab(hub), new TestTab(hub)];
    for (const tab of [first, second]) tab.say(listen);
    expect([first, second].map(missedBy)).toEqual([0, 0]);
    begin(new Response(new ReadableStream()));
    await jest.advanceTimersByTimeAsync(0);
    expect([first, second].map(missedBy)).toEqual([1, 1]);
    later.say(listen);
    for (const tab of [first, second, later]) tab.say(listen);
    expect([first, second, later].map(missedBy)).toEqual([1, 1, 1]);
  });

  it('keeps no connection for tabs that are hidden, closed or crashed', () => {
    const [hidden, closed, crashed] = [new TestTab(hub), new TestTab(hub), new TestTab(hub)];
    for (const tab of [hidden, closed, crashed]) tab.say({ kind: 'listen', headers: { token: 'maya' } });
    hidden.say({ kind: 'listen' });
    closed.say({ kind: 'bye' });
    expect(open()).toBe(1);
    jest.advanceTimersByTime(SILENCE_MS + 2 * BEAT_MS);
    expect(open()).toBe(0);
  });

  it('tells every tab what is unfinished in the others of its session before it signs out, and in no other session', () => {
    const [one, two, three, strangers] = [new TestTab(hub), new TestTab(hub), new TestTab(hub), new TestTab(hub)];
    one.has({ unsent: 2 });
    for (const tab of [one, two, three]) tab.signIn('chen', 'token-c');
    strangers.signIn('maya', 'token-m');
    expect(two.elsewhere()).toEqual({ unsent: 2, failed: 0, uploads: 0 });
    three.has({ unsent: 1, failed: 3, uploads: 1 });
    strangers.has({ unsent: 9 });
    expect(one.elsewhere()).toEqual({ unsent: 1, failed: 3, uploads: 1 });
    expect(two.elsewhere()).toEqual({ unsent: 3, failed: 3, uploads: 1 });
    expect(strangers.elsewhere()).toEqual(NOTHING_UNFINISHED);
    one.has({});
    expect(two.elsewhere()).toEqual({ unsent: 1, failed: 3, uploads: 1 });
    const later = new TestTab(hub);
    later.signIn('chen', 'token-c');
    expect(later.elsewhere()).toEqual({ unsent: 1, failed: 3, uploads: 1 });
    later.signIn('maya', 'token-m');
    expect(later.elsewhere()).toEqual({ ...NOTHING_UNFINISHED, unsent: 9 });
  });

  it('counts nothing unfinished of a tab that was closed, signed out or fell silent for good, and all of one that is only hidden', () => {
    const [asks, closed, crashed, hidden] = [new TestTab(hub), new TestTab(hub), new TestTab(hub), new TestTab(hub)];
    for (const tab of [asks, closed, crashed, hidden]) tab.signIn('chen', 'token-c');
    closed.has({ unsent: 1 });
    crashed.has({ unsent: 10 });
    hidden.has({ unsent: 100 });
    expect(asks.elsewhere().unsent).toBe(111);
    closed.say({ kind: 'bye' });
    expect(asks.elsewhere().unsent).toBe(110);
    jest.advanceTimersByTime(GONE_MS / 2);
    hidden.has({ unsent: 100 });
    jest.advanceTimersByTime(GONE_MS / 2 + 2 * BEAT_MS);
    expect(asks.elsewhere().unsent).toBe(100);
    closed.signIn('chen', 'token-c');
    closed.has({ unsent: 1 });
    expect(asks.elsewhere().unsent).toBe(101);
    asks.say({ kind: 'signed-out', sessionId: 'chen' });
    expect(asks.elsewhere()).toEqual(NOTHING_UNFINISHED);
  });

  it('answers every tab that says what is unfinished, so that one whose meeting point was lost notices it', () => {
    const tab = new TestTab(hub);
    tab.has({ failed: 1 });
    tab.has({ failed: 1 });
    expect(tab.heard.filter(({ kind }) => kind === 'unfinished-elsewhere')).toHaveLength(2);
  });
});
