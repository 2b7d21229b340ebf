import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT } from 'jose';
import { Client } from 'pg';
import { codesOf, startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { Listener } from '../../../test-support/listener';
import { decide, decisionOf, goodwill, redemption, submit, submitted } from '../../../test-support/requests';
import {
  CHECKER,
  CONFIGURATOR,
  MAKER,
  OPERATOR,
  OTHER_CONFIGURATOR,
  signingKey,
  STRANGER,
  type TestPerson,
} from '../../../test-support/tokens';
import { LoadShedder } from '../../platform/pressure/load-shedder';

const type = 'GOODWILL-POINTS';
const LEAVER: TestPerson = { ...CHECKER, id: 2090, name: 'leaver' };

describe('news of changes', () => {
  const listeners: Listener[] = [];
  let gateway: TestGateway;
  let other: NestFastifyApplication;
  let owner: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    other = await gateway.beside();
    await gateway.app.listen(0, '127.0.0.1');
    await other.listen(0, '127.0.0.1');
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
  });
  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.stop();
  });
  afterAll(async () => {
    await owner.end();
    await other.close();
    await gateway.close();
  });

  async function listen(app: NestFastifyApplication, as: TestPerson | string, headers = {}): Promise<Listener> {
    const listener = await Listener.listen(app, as, headers);
    listeners.push(listener);
    return listener;
  }

  it('reach whoever listens at another gateway, each change once, and nobody of another org', async () => {
    const [mine, theirs] = [await listen(other, CHECKER), await listen(other, STRANGER)];
    expect([mine.status, mine.headers['content-type'], mine.headers['cache-control']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    const requestId = await submitted(gateway, 'CHANGE-1');
    expect(await mine.hears(requestId)).toEqual({ requestId, type: 'POINTS_REDEMPTION', state: 'AdminTask', version: 1 });
    await decide(gateway, decisionOf(requestId, 'rejected'));
    expect(await mine.hears(requestId, 2)).toMatchObject({ state: 'rejected' });
    const stranger = await submit(gateway, redemption('CHANGE-2'), { as: STRANGER });
    await theirs.hears((stranger.json['data'] as unknown as { requestId: string }).requestId);
    expect(mine.told.filter((change) => change.requestId === requestId).map(({ version }) => version)).toEqual([1, 2]);
    expect(theirs.told).toHaveLength(1);
    expect(mine.said).toMatch(/^retry: \d+\n\n/);
    expect(mine.said).not.toMatch(/9199|CHANGE-/);
  });

  it('have what commits late, although later transactions have been told of', async () => {
    const late = await submitted(gateway, 'CHANGE-LATE');
    const listener = await listen(gateway.app, CHECKER);
    await owner.query('begin');
    await owner.query(`update request set state = 'withdrawn', version = 2, updated_at = now(), ended_at = now() where request_id = $1`, [
      late,
    ]);
    await owner.query(
      `insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, trace_id, at)
       values (0, $1, 2, 'pending', 'withdrawn', 'maker', 1001, 'maker.one', 'late', now())`,
      [late],
    );
    for (const reference of ['CHANGE-3', 'CHANGE-4']) await listener.hears(await submitted(gateway, reference));
    const toldOfEnd = () => listener.told.filter(({ requestId, version }) => requestId === late && version === 2);
    expect(toldOfEnd()).toEqual([]);
    await owner.query('commit');
    expect(await listener.hears(late, 2)).toMatchObject({ state: 'withdrawn' });
    expect(toldOfEnd()).toHaveLength(1);
  });

  it('have an approval after which a request still waits, and that a revocation took it back', async () => {
    const body = { autoApproval: { mode: 'off' }, bands: [{ levels: [{ grant: 'CanCheckRequest', checkers: 2 }] }] };
    await gateway.call({ method: 'PUT', url: '/policies/goodwill-points', as: CONFIGURATOR, body });
    await gateway.call({ method: 'POST', url: '/policies/goodwill-points/1/approve', as: OTHER_CONFIGURATOR });
    const answer = await submit(gateway, goodwill('CHANGE-5', '10'), { type });
    const { requestId } = answer.json['data'] as unknown as { requestId: string };
    const listener = await listen(gateway.app, CHECKER);
    await listener.hears(await submitted(gateway, 'CHANGE-6'));
    const told = (): number => listener.told.filter((change) => change.requestId === requestId).length;
    const before = told();
    await decide(gateway, decisionOf(requestId, 'approved'), { type, as: LEAVER });
    await listener.hears(await submitted(gateway, 'CHANGE-7'));
    expect(told()).toBe(before + 1);
    const revocation = { userId: LEAVER.id, reason: 'Left the team.' };
    expect((await gateway.call({ method: 'POST', url: '/v3/revocations', as: CONFIGURATOR, body: revocation })).status).toBe(200);
    await listener.hears(await submitted(gateway, 'CHANGE-LEFT'));
    expect(told()).toBe(before + 2);
  });

  it('end when the token does, and when it is revoked', async () => {
    const token = await new SignJWT({ name: 'checker.one', orgs: { '0': ['CanReadRequests'] } })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('2001')
      .setIssuer('countersign-development')
      .setAudience('countersign')
      .setIssuedAt()
      // By then it lives of the leeway alone.
      .setExpirationTime(Math.floor(Date.now() / 1_000) - 28)
      .sign(signingKey);
    const leaver: TestPerson = { id: 8001, name: 'leaver.one', orgs: { '0': ['CanReadRequests'] } };
    const [expiring, leaving, staying] = [
      await listen(gateway.app, token),
      await listen(gateway.app, leaver),
      await listen(gateway.app, CHECKER),
    ];
    expect([expiring.status, leaving.status]).toEqual([200, 200]);
    const body = { userId: leaver.id, reason: 'Left the company.' };
    await gateway.call({ method: 'POST', url: '/v3/revocations', as: CONFIGURATOR, body });
    await Promise.all([expiring.ends(), leaving.ends()]);
    await staying.hears(await submitted(gateway, 'CHANGE-9'));
  });

  it('are for so many at once of one person', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => listen(gateway.app, MAKER)));
    expect(many.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect((await listen(gateway.app, MAKER)).status).toBe(429);
    expect((await listen(gateway.app, CHECKER)).status).toBe(200);
  });

  it('are still for another org when people of one have taken every place', async () => {
    const crowded = await gateway.beside();
    await crowded.listen(0, '127.0.0.1');
    const people = Array.from({ length: 25 }, (_, index): TestPerson => ({ ...MAKER, id: 8_100 + index }));
    const crowd = await Promise.all(people.flatMap((who) => Array.from({ length: 20 }, () => listen(crowded, who))));
    expect(crowd.filter(({ status }) => status === 200)).toHaveLength(500);
    expect((await listen(crowded, { ...MAKER, id: 8_200 })).status).toBe(503);
    const stranger = await listen(crowded, STRANGER);
    expect(stranger.status).toBe(200);
    const { json } = await submit(gateway, redemption('CHANGE-10'), { as: STRANGER });
    await stranger.hears((json['data'] as unknown as { requestId: string }).requestId);
    await crowded.close();
  });

  it('count as no work, and end at once when the gateway stops', async () => {
    const stopping = await gateway.beside();
    await stopping.listen(0, '127.0.0.1');
    const listener = await listen(stopping, OPERATOR);
    await listener.hears(await submitted(gateway, 'CHANGE-8'));
    expect(stopping.get(LoadShedder).callsAtWork).toBe(0);
    const startedAt = performance.now();
    await stopping.close();
    await listener.ends();
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('end by themselves after as long as was asked for', async () => {
    const listener = await listen(gateway.app, CHECKER, { prefer: 'wait=1' });
    expect(listener.headers['preference-applied']).toBe('wait=1');
    await listener.ends();
    expect(codesOf(await gateway.call({ url: '/v3/changes' }))).toEqual([401, 2013]);
  });
});

describe('the counts of what waits', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('tell what waits for a checker by type, what of it is one’s own, and to operators what waits for them', async () => {
    const counts = async (as: TestPerson) => (await gateway.call({ url: '/v3/inbox/counts', as })).json['data'];
    expect(await counts(CHECKER)).toEqual({ pending: [], needsReview: 0, mine: { pending: 0 } });
    const owner = new Client({ connectionString: gateway.databaseUrl });
    await submitted(gateway, 'COUNT-1');
    await submitted(gateway, 'COUNT-2', { as: { ...MAKER, id: 1009 } });
    const held = await submitted(gateway, 'COUNT-3');
    await submit(gateway, goodwill('COUNT-4', '10'), { type });
    await owner.connect();
    await owner.query(`update request set state = 'needs_review' where request_id = $1`, [held]);
    await owner.end();
    const oldestAt = expect.stringMatching(/^\d{4}-/) as string;
    const pending = [
      { type: 'GOODWILL_POINTS', count: 1, oldestAt },
      { type: 'POINTS_REDEMPTION', count: 2, oldestAt },
    ];
    expect(await counts(MAKER)).toEqual({ pending, needsReview: 0, mine: { pending: 2 } });
    expect(await counts(OPERATOR)).toEqual({ pending, needsReview: 1, mine: { pending: 0 } });
    expect(await counts(STRANGER)).toEqual({ pending: [], needsReview: 0, mine: { pending: 0 } });
  });
});
