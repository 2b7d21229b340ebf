import type { Session } from '../signed-in/session-store';
import { Hub } from './hub';
import { BEAT_MS, type FromHub, type SharedSession, SILENCE_MS, type ToHub } from './hub-messages';
import type { Unfinished } from './unfinished';

const SESSION: Session = { id: 'chen', token: 't', via: 'paste', user: { id: 1, name: 'Chen' }, orgs: [], orgId: 0, expiresAt: 9e15 };
const SHARED: SharedSession = { session: SESSION, provider: {} };
const FAILED: Unfinished = { unsent: 0, failed: 1, uploads: 0 };

/** A port to a hub, or to nobody. */
class Port {
  onmessage: ((event: { readonly data: FromHub }) => void) | null = null;
  private readonly inside = {
    onmessage: null as ((event: { readonly data: ToHub }) => void) | null,
    postMessage: (data: FromHub) => this.onmessage?.({ data }),
  };

  constructor(hub: Hub | undefined) {
    hub?.connect(this.inside as unknown as MessagePort);
  }

  postMessage(data: ToHub): void {
    this.inside.onmessage?.({ data });
  }
}

describe('a tab whose meeting point with the other tabs is lost', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    jest.resetModules();
  });
  afterEach(() => jest.useRealTimers());

  it.each([false, true])('tells the next one what is unfinished, where the tab is hidden: %s', async (hidden) => {
    const next = new Hub();
    const met: string[] = [];
    Object.assign(globalThis, {
      SharedWorker: class {
        readonly port: Port;
        constructor(_url: URL, { name }: { readonly name: string }) {
          met.push(name);
          this.port = new Port(met.length > 1 ? next : undefined);
        }
      },
      addEventListener: () => undefined,
      document: { hidden },
    });
    const { hubLink } = await import('./hub-link');
    hubLink.onConnected(() => hubLink.send({ kind: 'has-session', shared: SHARED }));
    hubLink.send({ kind: 'unfinished', unfinished: FAILED });
    const heard: FromHub[] = [];
    const other = new Port(next);
    other.onmessage = ({ data }) => heard.push(data);
    other.postMessage({ kind: 'has-session', shared: SHARED });
    jest.advanceTimersByTime(SILENCE_MS + BEAT_MS);
    expect(met).toEqual(['countersign-0', 'countersign-1']);
    expect(heard.at(-1)).toEqual({ kind: 'unfinished-elsewhere', unfinished: FAILED });
    // It is heard there, however long it stays as it is.
    jest.advanceTimersByTime(10 * SILENCE_MS);
    expect(met).toHaveLength(2);
  });
});
