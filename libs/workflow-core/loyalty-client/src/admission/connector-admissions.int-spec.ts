import type { LoyaltyAnswer } from '@countersign/engine';
import { connectorsSchema } from '../connectors';
import { exchange, LoyaltyFixture } from '../test-support/loyalty-fixture';
import { answering, type RawReply } from '../test-support/raw-upstream';
import { type BreakerObserver, ConnectorAdmissions } from './connector-admissions';

const fixture = new LoyaltyFixture();
afterEach(() => fixture.close());

const FAILING = answering(500, '{}');
const REFUSING = answering(400, '{"errors":[{"code":803}]}');
const ORG = 51;
const OTHER_ORG = 52;

/** A gateway, the admissions before it, and a clock of the test. */
async function gated(reply: RawReply, settings: object = {}) {
  const upstream = await fixture.upstream(reply);
  const connectors = { default: { baseUrl: upstream.baseUrl, timeoutMs: 1_000, ...settings } };
  const gateway = fixture.gateway(connectors);
  const heard: string[] = [];
  const told: string[] = [];
  const observer: BreakerObserver = {
    failing: ({ orgId, code }) => void told.push(`${orgId} fails: ${code}`),
    opened: ({ orgId, code, httpStatus }) => {
      heard.push(`opened ${orgId}`);
      told.push(`${orgId} is held back: ${code} ${httpStatus ?? ''}`.trim());
    },
    closed: (orgId) => void heard.push(`closed ${orgId}`),
    answered: (orgId) => void told.push(`${orgId} answers`),
  };
  const clock = { now: 0 };
  const admissions = new ConnectorAdmissions(connectorsSchema.parse(connectors), observer, () => clock.now);
  const call = async (orgId = ORG): Promise<LoyaltyAnswer | 'no room'> => {
    const admission = admissions.admit(orgId);
    if (!admission) return 'no room';
    const answer = await gateway.send({ ...exchange, orgId });
    admission.end(answer);
    return answer;
  };
  const callOften = async (times: number, orgId = ORG): Promise<void> => {
    for (let made = 0; made < times; made++) await call(orgId);
  };
  return { upstream, admissions, heard, told, clock, call, callOften };
}

describe('ConnectorAdmissions', () => {
  it('hold the calls of an org back once its API fails, and tell of it once', async () => {
    const { upstream, admissions, heard, callOften } = await gated(FAILING);
    await callOften(50);
    expect(upstream.calls).toHaveLength(20);
    expect(heard).toEqual([`opened ${ORG}`]);
    expect(admissions.isClosed(ORG)).toBe(true);
    expect(admissions.closedOrgs()).toEqual([ORG]);
  });

  it('do not hold back another org that shares the connector', async () => {
    const { admissions, call, callOften } = await gated((socket, called) =>
      (called.head.includes(`org-id: ${ORG}`) ? FAILING : REFUSING)(socket, called),
    );
    await callOften(50);
    expect(admissions.isClosed(OTHER_ORG)).toBe(false);
    expect(await call(OTHER_ORG)).toMatchObject({ kind: 'readable' });
  });

  it('let one call try after the pause, and go on when it is answered', async () => {
    const { upstream, heard, clock, call, callOften } = await gated(FAILING);
    await callOften(20);
    clock.now = 10_000;
    expect(await call()).toMatchObject({ kind: 'unclear' });
    expect(await call()).toBe('no room');
    upstream.answersFromNow(REFUSING);
    clock.now = 20_000;
    expect(await call()).toMatchObject({ kind: 'readable' });
    expect(heard).toEqual([`opened ${ORG}`, `closed ${ORG}`]);
    expect(await call()).toMatchObject({ kind: 'readable' });
  });

  it.each([
    ['refuses', REFUSING],
    ['takes no more calls for now', answering(429, '{}')],
    ['holds the customer’s lock', answering(521, '{}')],
  ])('take an API that %s for well', async (_, reply) => {
    const { upstream, admissions, callOften } = await gated(reply);
    await callOften(30);
    expect(upstream.calls).toHaveLength(30);
    expect(admissions.isClosed(ORG)).toBe(false);
  });

  it.each([401, 403, 407])(
    'hold calls back at the first HTTP %i, whose credentials no other call can mend, and say so at once',
    async (status) => {
      const { upstream, admissions, told, clock, call, callOften } = await gated(
        answering(status, '{"errors":[{"code":1,"message":"No"}]}'),
      );
      await callOften(30);
      expect(upstream.calls).toHaveLength(1);
      expect(told).toEqual([`${ORG} is held back: http-${status} ${status}`]);
      clock.now = 10_000;
      await callOften(5);
      expect(upstream.calls).toHaveLength(2);
      upstream.answersFromNow(REFUSING);
      clock.now = 20_000;
      expect(await call()).toMatchObject({ kind: 'readable' });
      expect(admissions.isClosed(ORG)).toBe(false);
      expect(told.at(-1)).toBe(`${ORG} answers`);
    },
  );

  it('tell of calls that hang one after another, and hold them back, however slowly they end', async () => {
    const { admissions, told, clock, callOften } = await gated(() => undefined, { timeoutMs: 100 });
    for (let made = 0; made < 20; made++) {
      clock.now += 60_000;
      await callOften(1);
      if (made === 2) expect(told).toEqual([`${ORG} fails: timeout`]);
    }
    expect(told.at(-1)).toBe(`${ORG} is held back: timeout`);
    expect(admissions.isClosed(ORG)).toBe(true);
  });

  it('tell of a first answer, and of one after failures that were told of, and of no other', async () => {
    const { upstream, told, callOften } = await gated(REFUSING);
    await callOften(3);
    upstream.answersFromNow(FAILING);
    await callOften(2);
    upstream.answersFromNow(REFUSING);
    await callOften(2);
    expect(told).toEqual([`${ORG} answers`]);
    upstream.answersFromNow(FAILING);
    await callOften(3);
    upstream.answersFromNow(REFUSING);
    await callOften(2);
    expect(told).toEqual([`${ORG} answers`, `${ORG} fails: http-500`, `${ORG} answers`]);
  });

  it.each([
    ['breaks connections', (socket) => socket.destroy(), {}],
    ['never answers', () => undefined, { timeoutMs: 100 }],
    ['answers with a page', answering(200, '<html>'), {}],
    ['has nothing at the path', answering(404, '<html>'), {}],
    ['does not know the method', answering(405, '{}'), {}],
  ])('hold calls back from an API that %s', async (_, reply, settings) => {
    const { admissions, callOften } = await gated(reply, { ...settings, breaker: { leastCalls: 4 } });
    await callOften(6);
    expect(admissions.isClosed(ORG)).toBe(true);
  });

  it('hold calls back from an API that cannot be reached, before every request has used up its attempts', async () => {
    const { upstream, admissions, callOften } = await gated(REFUSING);
    await upstream.close();
    await callOften(20);
    expect(admissions.isClosed(ORG)).toBe(true);
  });

  it('do not lose the one try of an org that found all places taken', async () => {
    const { admissions, clock, callOften } = await gated(FAILING, { connections: 2 });
    await callOften(20);
    const others = [admissions.admit(OTHER_ORG), admissions.admit(OTHER_ORG + 1)];
    clock.now = 10_000;
    expect(admissions.admit(ORG)).toBeUndefined();
    for (const other of others) other?.end();
    expect(admissions.admit(ORG)).toBeDefined();
  });

  it('keep room for other orgs while one has slow calls under way, and say when there is room again', async () => {
    const { admissions } = await gated(REFUSING, { connections: 10 });
    let told = 0;
    admissions.onRoom(() => (told += 1));
    const slow = Array.from({ length: 20 }, () => admissions.admit(ORG)).filter((admission) => admission !== undefined);
    expect(slow).toHaveLength(7);
    expect(admissions.admit(OTHER_ORG)).toBeDefined();
    slow[0]?.end();
    slow[0]?.end();
    expect(told).toBe(1);
    expect(admissions.underWay).toBe(7);
  });
});
