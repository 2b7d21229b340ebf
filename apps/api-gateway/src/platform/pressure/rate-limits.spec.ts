import type { Actor } from '@countersign/engine';
import { WorkflowError } from '@countersign/engine';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { type RateLimitConfig, RateLimits } from './rate-limits';

const NO_LIMIT: RateLimitConfig = {
  org: { read: undefined, write: undefined },
  user: { read: undefined, write: undefined },
  address: undefined,
};

const caller = (userId: number, orgId: number) => ({ actor: { userId, name: 'x', orgs: new Map() } satisfies Actor, orgId });

describe('rate limits', () => {
  let storage: ThrottlerStorageService;
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
    storage = new ThrottlerStorageService();
  });
  afterEach(() => {
    storage.onApplicationShutdown();
    jest.useRealTimers();
  });

  const limits = (config: Partial<RateLimitConfig>, limited: string[] = []) =>
    new RateLimits({ ...NO_LIMIT, ...config }, storage, (by, kind) => limited.push(`${by} ${kind}`));

  /** How many of so many calls at this moment are let through. */
  async function admitted(admit: () => Promise<void>, calls: number): Promise<number> {
    const ends = await Promise.allSettled(Array.from({ length: calls }, admit));
    return ends.filter(({ status }) => status === 'fulfilled').length;
  }

  it('let a quiet user send the whole burst at once, and no more than the rate on average', async () => {
    const users = limits({ user: { write: { perSecond: 20, burst: 200 }, read: undefined } });
    const write = () => users.admitCaller(caller(1, 0), 'write');
    expect(await admitted(write, 500)).toBe(200);
    let inAMinute = 200;
    for (let second = 0; second < 60; second++) {
      jest.advanceTimersByTime(1_000);
      inAMinute += await admitted(write, 50);
    }
    expect(inAMinute).toBeGreaterThan(20 * 60 * 0.95);
    expect(inAMinute).toBeLessThanOrEqual(20 * 60 + 200);
  });

  it('say when to come back, truthfully', async () => {
    const users = limits({ user: { write: { perSecond: 1, burst: 4 }, read: undefined } });
    const write = () => users.admitCaller(caller(1, 0), 'write');
    await admitted(write, 4);
    jest.advanceTimersByTime(1_500);
    const refusal = await write().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WorkflowError);
    expect(refusal).toMatchObject({ problems: [{ kind: 'rate-limited' }], retryAfterSeconds: 3 });
    jest.advanceTimersByTime(3_000);
    await write();
  });

  it('do not let one user use up what their org may send', async () => {
    const both = limits({
      user: { write: { perSecond: 5, burst: 5 }, read: undefined },
      org: { write: { perSecond: 8, burst: 8 }, read: undefined },
    });
    expect(await admitted(() => both.admitCaller(caller(1, 0), 'write'), 100)).toBe(5);
    expect(await admitted(() => both.admitCaller(caller(2, 0), 'write'), 100)).toBe(3);
  });

  it('do not let one org slow another one down, nor reads writes', async () => {
    const orgs = limits({ org: { write: { perSecond: 5, burst: 5 }, read: { perSecond: 5, burst: 5 } } });
    expect(await admitted(() => orgs.admitCaller(caller(1, 7), 'write'), 100)).toBe(5);
    expect(await admitted(() => orgs.admitCaller(caller(1, 8), 'write'), 100)).toBe(5);
    expect(await admitted(() => orgs.admitCaller(caller(1, 7), 'read'), 100)).toBe(5);
  });

  it('count the addresses of one IPv6 network as one', async () => {
    const addresses = limits({ address: { perSecond: 5, burst: 5 } });
    expect(await admitted(() => addresses.admitAddress('2001:db8::1'), 4)).toBe(4);
    expect(await admitted(() => addresses.admitAddress('2001:db8::ffff'), 4)).toBe(1);
    expect(await admitted(() => addresses.admitAddress('192.0.2.1'), 4)).toBe(4);
  });

  it('tell who was limited, in words and never by id', async () => {
    const limited: string[] = [];
    const orgs = limits({ org: { write: { perSecond: 1, burst: 1 }, read: undefined } }, limited);
    await admitted(() => orgs.admitCaller(caller(4711, 815), 'write'), 2);
    expect(limited).toEqual(['org write']);
    await expect(orgs.admitCaller(caller(4711, 815), 'write')).rejects.toThrow(/^(?!.*(4711|815))/);
  });

  it('limit nothing where none are set', async () => {
    expect(await admitted(() => limits({}).admitCaller(caller(1, 0), 'write'), 5_000)).toBe(5_000);
  });
});
