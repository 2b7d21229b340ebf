import path from 'node:path';
import { type RedisServer, removeTestFolder, startRedis, testFolder, waitFor } from '@countersign/local-servers';
import { Queue } from 'bullmq';
import { codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, STORE_OPERATOR, type TestPerson } from '../../../test-support/tokens';

const NOT_THERE = [404, 2108];
const elsewhere: TestPerson = { id: 5009, name: 'operator.nine', orgs: { '7': ['CanOperateWorkflows'] } };

describe('the queue dashboard', () => {
  let folder: string;
  let redis: RedisServer;
  let gateway: TestGateway;
  beforeAll(async () => {
    folder = await testFolder();
    redis = await startRedis({ dir: path.join(folder, 'redis'), persistent: false });
    const queues = { orgIds: [0], redisUrl: redis.url, prefix: '{countersign}' };
    gateway = await startTestGateway({ console: { folder: '/nowhere', signIn: { kind: 'paste' }, queues } });
  });
  afterAll(async () => {
    await gateway.close();
    await redis.stop();
    await removeTestFolder(folder);
  });

  const begin = (as: TestPerson = OPERATOR) => gateway.call({ method: 'POST', url: '/console/queues/session', as });
  const visit = (url: string, cookie?: string) => gateway.call({ url, ...(cookie !== undefined && { headers: { cookie } }) });
  async function cookieOf(as?: TestPerson): Promise<string> {
    const { headers } = await begin(as);
    return String(headers['set-cookie']).split(';')[0] ?? '';
  }

  it('lets in operators of a whole org that is on its list, and nobody else', async () => {
    for (const as of [MAKER, CHECKER, CONFIGURATOR, STORE_OPERATOR, elsewhere]) expect(codesOf(await begin(as))).toEqual([403, 2001]);
    const { status, headers, json } = await begin();
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(
      /^countersign_queues=[\w-]+\.[\w-]+; Path=\/console\/queues; Max-Age=900; HttpOnly; SameSite=Strict$/,
    );
    expect(new Date(textAt({ status, headers, json, text: '' }, 'data', 'expiresAt')).getTime()).toBeGreaterThan(Date.now() + 800_000);
    expect((await gateway.call({ url: '/console/settings.json' })).json['queueDashboard']).toBe(true);
  });

  it.each(['/console/queues', '/console/queues/', '/console/queues/api/queues', '/console/queues/static/js/main.js'])(
    'tells a visitor without a session in words where to get one: %s',
    async (url) => {
      for (const cookie of [undefined, 'countersign_queues=x.y', `${await cookieOf()}x`]) {
        const { status, headers, text } = await visit(url, cookie);
        expect([status, headers['content-type']]).toEqual([401, 'text/plain; charset=utf-8']);
        expect(text).toMatch(/^Open the queues from the console/);
      }
    },
  );

  it('shows every queue to whoever has one, to look at and not to touch', async () => {
    const queue = new Queue('execute-points-redemption', { connection: { url: redis.url }, prefix: '{countersign}' });
    await queue.add('execute', { orgId: 0, requestId: crypto.randomUUID(), epoch: 1 });
    const cookie = await cookieOf();
    const page = await visit('/console/queues/', cookie);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<base href="/console/queues/"');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    const [, script = ''] = /src="(static\/js\/main[^"]+)"/.exec(page.text) ?? [];
    expect((await visit(`/console/queues/${script}`, cookie)).status).toBe(200);
    const shown = await waitFor(
      async () => {
        const { json } = await visit('/console/queues/api/queues?activeQueue=execute-points-redemption&page=1&jobsPerPage=10', cookie);
        const queues = json['queues'] as unknown as
          | undefined
          | readonly {
              readonly name: string;
              readonly counts: object;
              readonly readOnlyMode: boolean;
            }[];
        return queues && queues.length > 0 ? queues : undefined;
      },
      { what: 'the queues to be shown' },
    );
    expect(shown.map(({ name }) => name).toSorted()).toEqual([
      'execute-customer-status-change',
      'execute-earn-badge',
      'execute-goodwill-points',
      'execute-issue-badge',
      'execute-points-redemption',
    ]);
    expect(shown.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect(shown.find(({ name }) => name === 'execute-points-redemption')).toMatchObject({ counts: { waiting: 1 } });
    const touched = await gateway.call({
      method: 'PUT',
      url: '/console/queues/api/queues/execute-points-redemption/pause',
      headers: { cookie },
    });
    expect(touched.status).toBe(405);
    expect(await queue.isPaused()).toBe(false);
    await queue.close();
  });

  it('ends when the token that it began with is revoked', async () => {
    const leaver: TestPerson = { ...OPERATOR, id: 5010 };
    const cookie = await cookieOf(leaver);
    expect((await visit('/console/queues/', cookie)).status).toBe(200);
    await gateway.call({ method: 'POST', url: '/v3/revocations', as: CONFIGURATOR, body: { userId: leaver.id, reason: 'Left.' } });
    await waitFor(async () => (await visit('/console/queues/', cookie)).status === 401, { what: 'the end of the session' });
  });

  /** Last, since Redis stays away. */
  it('stops nothing but itself while Redis is away', async () => {
    const cookie = await cookieOf();
    await redis.stop();
    const { status, text } = await visit('/console/queues/api/queues', cookie);
    expect(status).toBe(500);
    expect(text).not.toContain(redis.url);
    expect((await visit('/console/queues/', cookie)).status).toBe(200);
    expect((await gateway.call({ url: '/health/ready' })).status).toBe(200);
    expect(await submitted(gateway, 'WITHOUT-REDIS')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a gateway in which nobody may look at the queues', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('has no dashboard', async () => {
    expect(codesOf(await gateway.call({ method: 'POST', url: '/console/queues/session', as: OPERATOR }))).toEqual(NOT_THERE);
    for (const url of ['/console/queues', '/console/queues/', '/console/queues/api/queues'])
      expect(codesOf(await gateway.call({ url }))).toEqual(NOT_THERE);
  });
});
