import type { Session } from '../signed-in/session-store';
import { Hub } from '../tabs/hub';
import type { FromHub, ToHub } from '../tabs/hub-messages';

const HOUR_MS = 3_600_000;
/** Of a message, each way: a machine under pressure keeps a shared worker waiting for seconds. */
const SLOW_MS = 4_000;
const LOCK = 'countersign.renewal.maya';

function session(token: string, endsInHours: number): Session {
  return { id: 'maya', token, via: 'oidc', user: { id: 1, name: 'Maya' }, orgs: [], orgId: 0, expiresAt: endsInHours * HOUR_MS };
}
const [FIRST, SECOND] = [session('first', 1), session('second', 2)];

/** One end of a port to the hub. */
class Port {
  onmessage: ((event: { readonly data: FromHub }) => void) | null = null;
  private readonly inside: { onmessage: ((event: { readonly data: ToHub }) => void) | null; postMessage: (message: FromHub) => void };

  constructor(
    hub: Hub,
    private readonly delayMs: number,
  ) {
    this.inside = { onmessage: null, postMessage: (data) => void setTimeout(() => this.onmessage?.({ data }), delayMs) };
    hub.connect(this.inside as unknown as MessagePort);
  }

  postMessage(data: ToHub): void {
    setTimeout(() => this.inside.onmessage?.({ data }), this.delayMs);
  }
}

/** Another tab of the same browser, whose words the hub hears at once. */
class OtherTab {
  private readonly port: Port;
  private answer: (token: string | undefined) => void = () => undefined;

  constructor(hub: Hub) {
    this.port = new Port(hub, 0);
    this.port.onmessage = ({ data }) => data.kind === 'answer' && this.answer(data.shared?.session.token);
  }

  has(own: Session): void {
    this.port.postMessage({ kind: 'has-session', shared: { session: own, provider: {} } });
  }

  asks(): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.answer = resolve;
      this.port.postMessage({ kind: 'ask-session', receipt: 1, sessionId: 'maya' });
    });
  }
}

/** As a browser gives a lock: to one after the other. */
class Locks {
  private last: Promise<unknown> = Promise.resolve();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    expect(name).toBe(LOCK);
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

describe('the renewal of a session that several tabs share, over a shared worker that is slow', () => {
  let hub: Hub;
  let locks: Locks;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    jest.resetModules();
    hub = new Hub();
    locks = new Locks();
    const stored = new Map<string, string>();
    Object.assign(globalThis, {
      SharedWorker: class {
        readonly port = new Port(hub, SLOW_MS);
      },
      addEventListener: () => undefined,
      document: { hidden: false },
      sessionStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, text: string) => stored.set(key, text),
        removeItem: (key: string) => stored.delete(key),
      },
      navigator: { locks },
    });
  });
  afterEach(() => jest.useRealTimers());

  /** This tab, just loaded and signed in with what may be renewed. */
  async function signedIn() {
    const [{ renewTogether }, store] = await Promise.all([import('./shared-session'), import('../signed-in/session-store')]);
    store.beginSession(FIRST);
    return { renewTogether, ...store };
  }

  it('takes what another tab has renewed already, and does not use the refresh token for the second time', async () => {
    const { renewTogether, currentSession } = await signedIn();
    new OtherTab(hub).has(SECOND);
    const renew = jest.fn(() => Promise.resolve(SECOND));
    const renewed = renewTogether(FIRST, renew);
    await jest.advanceTimersByTimeAsync(2 * SLOW_MS);
    expect(await renewed).toBe(true);
    expect(renew).not.toHaveBeenCalled();
    expect(currentSession()?.token).toBe('second');
  });

  it('leaves this tab in its org, where the tab that renewed it works in another one', async () => {
    const { renewTogether, currentSession } = await signedIn();
    new OtherTab(hub).has({ ...SECOND, orgId: 1 });
    const renewed = renewTogether(FIRST, () => Promise.resolve(undefined));
    await jest.advanceTimersByTimeAsync(2 * SLOW_MS);
    expect(await renewed).toBe(true);
    expect(currentSession()).toEqual(SECOND);
  });

  it('lets no other tab begin before the shared worker knows of the new session', async () => {
    const { renewTogether } = await signedIn();
    const other = new OtherTab(hub);
    other.has(FIRST);
    await jest.advanceTimersByTimeAsync(0);
    const renewed = renewTogether(FIRST, () => Promise.resolve(SECOND));
    const next = locks.request(LOCK, () => other.asks());
    await jest.advanceTimersByTimeAsync(5 * SLOW_MS);
    expect([await renewed, await next]).toEqual([true, 'second']);
  });

  it('keeps whoever signed out meanwhile signed out', async () => {
    const { renewTogether, endSession, currentSession } = await signedIn();
    const renewed = renewTogether(FIRST, () => {
      endSession('signed-out');
      return Promise.resolve(SECOND);
    });
    await jest.advanceTimersByTimeAsync(2 * SLOW_MS);
    expect([await renewed, currentSession()]).toEqual([true, undefined]);
  });
});
