import { ensureAppLogins } from '@countersign/local-servers';
import { type Answer, codesOf, startTestGateway, textAt, type TestGateway } from '../../../test-support/gateway';
import { decide, decisionOf, ENTITY, redemption, REQUESTS, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OTHER_CHECKER, type TestPerson, tokenOf } from '../../../test-support/tokens';
import type { Credentials } from '../../platform/auth/client-key';
import { runClientCommand } from './run-client-command';

const LIST = `${REQUESTS}/requests`;
const GENERATE = '/v3/oauth/token/generate';
const MAKING_CONFIGURATOR: TestPerson = {
  id: 3003,
  name: 'configurator.three',
  orgs: { '0': ['CanConfigureWorkflows', 'CanMakeRequest', 'CanCheckRequest'] },
};

interface Made {
  readonly clientId: string;
  readonly key: string;
  readonly secret: string;
}

const basic = ({ key, secret }: Credentials) => ({ authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` });
const org = (orgId = '0') => ({ 'x-cap-api-auth-org-id': orgId });

/** Of key and secret, since no token was to be sent. */
const NO_SUCH_CREDENTIALS = [{ code: 2013, message: expect.stringMatching(/^Fields key and secret/), reference: '/secret' }];

describe('API clients', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  let named = 0;
  const madeOf = (answer: Answer): Made => {
    const { clientId, key, secret } = answer.json['data'] as unknown as Omit<Made, 'clientId'> & { clientId: number };
    return { clientId: String(clientId), key, secret };
  };
  const create = (body: object = {}, as = MAKING_CONFIGURATOR): Promise<Answer> =>
    gateway.call({ method: 'POST', url: '/v3/apiClients', as, body: { name: `client ${++named}`, ...body } });
  const created = async (body: object = {}): Promise<Made> => madeOf(await create(body));
  const generate = (body: unknown): Promise<Answer> => gateway.call({ method: 'POST', url: GENERATE, body });
  const token = async ({ key, secret }: Credentials): Promise<Record<string, string>> => ({
    'cap-api-access-token': textAt(await generate({ key, secret }), 'data', 'accessToken'),
  });
  const list = (headers: Record<string, string>) => gateway.call({ url: LIST, headers });

  it('poll with Basic, get a token, list by it, and decide nothing', async () => {
    const client = await created();
    const requestId = await submitted(gateway, 'AC-1');
    const byBasic = await list(basic(client));
    expect(byBasic.status).toBe(200);
    expect(byBasic.text).toContain(requestId);
    const header = await token(client);
    const byToken = await list(header);
    expect([byToken.status, byToken.text]).toEqual([200, byBasic.text]);
    for (const headers of [header, basic(client)]) {
      const decided = await gateway.call({
        method: 'PUT',
        url: `${REQUESTS}/POINTS-REDEMPTION`,
        headers: { ...headers, ...org() },
        body: decisionOf(requestId, 'approved'),
      });
      expect(codesOf(decided)).toEqual([403, 2001]);
    }
    expect((await gateway.call({ url: `${LIST}/${requestId}`, as: CHECKER })).json).toMatchObject({ data: { state: 'AdminTask' } });
  });

  it('begin with one that a command makes as the role of the gateway: what it prints is let in', async () => {
    const { gateway: databaseUrl } = await ensureAppLogins(gateway.databaseUrl);
    const printed: Credentials[] = [];
    const run = (...args: string[]) =>
      runClientCommand(['create', '--org', '0', ...args], { databaseUrl: () => databaseUrl, print: (made) => printed.push(made) });
    await run('--name', 'first', '--by', String(OTHER_CHECKER.id), '--grants', 'CanMakeRequest', '--ids', Object.values(ENTITY).join());
    await expect(run('--name', 'first', '--by', '3001')).rejects.toThrow('Org 0 has a client of this name already.');
    expect(printed).toHaveLength(1);
    const [made] = printed as [Credentials];
    for (const headers of [basic(made), await token(made)]) expect((await list(headers)).status).toBe(200);
    const write = { method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers: { ...basic(made), ...org() } } as const;
    const requestId = textAt(await gateway.call({ ...write, body: redemption('AC-0') }), 'data', 'requestId');
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { as: OTHER_CHECKER }))).toEqual([403, 9051]);
    const journal = await gateway.call({ url: '/v3/identityJournal?limit=1', as: CONFIGURATOR });
    expect(journal.json).toMatchObject({ data: [{ action: 'create-client', by: { id: OTHER_CHECKER.id }, reason: 'first' }] });
  });

  it('read only, unless they were granted more', async () => {
    const reader = await created();
    const write = { method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers: { ...basic(reader), ...org() } } as const;
    expect(codesOf(await gateway.call({ ...write, body: redemption('AC-2') }))).toEqual([403, 2001]);
    for (const url of ['/v3/apiClients', '/v3/revocations', '/v3/webHooks', '/operations/journal', '/v3/identityJournal'])
      expect(codesOf(await gateway.call({ url, headers: basic(reader) }))).toEqual([403, 2001]);
  });

  it('make requests where they are granted to, and only for these ids', async () => {
    const client = await created({ grants: [{ grant: 'CanMakeRequest', ids: Object.values(ENTITY) }] });
    const headers = { ...basic(client), ...org() };
    const made = await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers, body: redemption('AC-3') });
    expect(made.json).toMatchObject({ data: { userId: Number(client.clientId), state: 'AdminTask' } });
    const elsewhere = redemption('AC-4').replace('"50682288"', '"50682299"');
    expect(codesOf(await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers, body: elsewhere }))).toEqual([
      403, 2001,
    ]);
  });

  it('are no way to approve one’s own request: whoever was shown the secret is a maker too', async () => {
    const client = await created({ grants: ['CanMakeRequest'] });
    const headers = { ...basic(client), ...org() };
    const made = await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers, body: redemption('AC-5') });
    const requestId = textAt(made, 'data', 'requestId');
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { as: MAKING_CONFIGURATOR }))).toEqual([403, 9051]);
    expect((await decide(gateway, decisionOf(requestId, 'approved'), { as: OTHER_CHECKER })).status).toBe(202);
  });

  it.each(['CanCheckRequest', 'CanOperateWorkflows', 'CanConfigureWorkflows'])('are never granted %s', async (grant) => {
    expect(codesOf(await create({ grants: [grant] }))).toEqual([400, 2008]);
  });

  it('are granted only what their creator holds', async () => {
    expect(codesOf(await create({ grants: ['CanMakeRequest'] }, CONFIGURATOR))).toEqual([403, 2001]);
    const narrow: TestPerson = {
      ...MAKING_CONFIGURATOR,
      orgs: { '0': ['CanConfigureWorkflows', 'CanReadRequests', { grant: 'CanMakeRequest', ids: ['1', '2'] }] },
    };
    expect(codesOf(await create({ grants: ['CanMakeRequest'] }, narrow))).toEqual([403, 2001]);
    expect(codesOf(await create({ grants: [{ grant: 'CanMakeRequest', ids: ['1', '3'] }] }, narrow))).toEqual([403, 2001]);
    expect((await create({ grants: [{ grant: 'CanMakeRequest', ids: ['1'] }] }, narrow)).status).toBe(200);
    const { clientId } = await created({ grants: ['CanMakeRequest'] });
    const rotated = await gateway.call({ method: 'POST', url: `/v3/apiClients/${clientId}/rotate`, as: CONFIGURATOR });
    expect(codesOf(rotated)).toEqual([403, 2001]);
  });

  it('are made, changed and let in by who reads the whole org alone: a program that was granted nothing reads it all', async () => {
    const { clientId } = await created();
    const blind: TestPerson = { ...CONFIGURATOR, orgs: { '0': ['CanConfigureWorkflows'] } };
    const near: TestPerson = { ...blind, orgs: { '0': ['CanConfigureWorkflows', { grant: 'CanReadRequests', tillIds: ['1'] }] } };
    const whole: TestPerson = { ...blind, orgs: { '0': ['CanConfigureWorkflows', 'CanReadRequests'] } };
    const calls = [
      (as: TestPerson) => create({}, as),
      (as: TestPerson) => gateway.call({ method: 'PUT', url: `/v3/apiClients/${clientId}`, as, body: { grants: [] } }),
      (as: TestPerson) => gateway.call({ method: 'POST', url: `/v3/apiClients/${clientId}/rotate`, as }),
    ];
    for (const call of calls) {
      for (const as of [blind, near]) expect((await call(as)).text).toContain('you need CanReadRequests for the whole org');
      expect((await call(whole)).status).toBe(200);
    }
  });

  it('are created by configurators of the whole org only', async () => {
    const limited: TestPerson = { ...CONFIGURATOR, orgs: { '0': [{ grant: 'CanConfigureWorkflows', ids: ['1'] }] } };
    for (const as of [MAKER, CHECKER, limited]) expect(codesOf(await create({}, as))).toEqual([403, 2001]);
  });

  it('are shown their secret once', async () => {
    const answer = await create({ name: 'shown once' });
    expect(answer.headers['cache-control']).toBe('no-store');
    const { secret } = madeOf(answer);
    expect(secret).toMatch(/^cs_[\w-]{43}$/);
    const shown = await gateway.call({ url: '/v3/apiClients', as: CONFIGURATOR });
    expect(shown.text).toContain('shown once');
    expect(shown.text).not.toContain(secret);
    expect(shown.text).not.toContain('scrypt');
    expect(codesOf(await create({ name: 'shown once' }))).toEqual([400, 2008]);
  });

  it('are refused in the same words whatever is wrong', async () => {
    const client = await created();
    const nothing = await list({});
    const wrong = [
      { ...client, secret: `${client.secret}x` },
      { ...client, secret: '' },
      { ...client, key: '0.AAAAAAAAAAAAAAAA' },
      { ...client, key: client.key.replace('0.', '7.') },
      { ...client, key: "0.' or 1=1 --xxxxx" },
      { ...client, key: '' },
    ];
    for (const one of wrong) {
      const { status, text } = await list(basic(one));
      expect([status, text]).toEqual([401, nothing.text]);
      const asked = await generate({ key: one.key, secret: one.secret });
      expect([asked.status, asked.json['errors']]).toEqual([401, NO_SUCH_CREDENTIALS]);
    }
    const good = (await token(client))['cap-api-access-token'] ?? '';
    for (const bad of ['x', '0.x', `${good}x`, good.replace('0.', '7.'), good.slice(0, -1)]) {
      const { status, text } = await list({ 'cap-api-access-token': bad });
      expect([status, text]).toEqual([401, nothing.text]);
    }
    const digest = await list({ authorization: 'Basic %%%' });
    expect([digest.status, digest.text]).toEqual([401, nothing.text]);
  });

  it('that do not exist are refused after as much work as a wrong secret', async () => {
    const client = await created();
    const quickest = async (one: Made): Promise<number> => {
      const times: number[] = [];
      for (let call = 0; call < 3; call++) {
        const startedAt = performance.now();
        await list(basic(one));
        times.push(performance.now() - startedAt);
      }
      return Math.min(...times);
    };
    const wrong = await quickest({ ...client, secret: 'wrong' });
    for (const key of ['0.AAAAAAAAAAAAAAAA', '7.AAAAAAAAAAAAAAAA', 'no key'])
      expect(await quickest({ ...client, key })).toBeGreaterThan(wrong / 3);
  });

  it('belong to one org', async () => {
    const client = await created();
    for (const headers of [basic(client), await token(client)]) {
      expect(codesOf(await list({ ...headers, ...org('7') }))).toEqual([403, 2001]);
      expect((await list({ ...headers, ...org('0') })).status).toBe(200);
    }
    const stranger: TestPerson = { id: 9002, name: 'stranger', orgs: { '7': ['CanConfigureWorkflows'] } };
    expect((await gateway.call({ url: '/v3/apiClients', as: stranger })).json).toEqual({ data: [], errors: null });
    expect(codesOf(await gateway.call({ method: 'DELETE', url: `/v3/apiClients/${client.clientId}`, as: stranger }))).toEqual([404, 2007]);
  });

  it('lose secret and tokens when it is rotated, and everything when they are disabled', async () => {
    const client = await created();
    const header = await token(client);
    for (const headers of [basic(client), header]) expect((await list(headers)).status).toBe(200);
    const rotated = madeOf(await gateway.call({ method: 'POST', url: `/v3/apiClients/${client.clientId}/rotate`, as: CONFIGURATOR }));
    expect((await list(basic(client))).status).toBe(401);
    expect((await list(header)).status).toBe(401);
    expect((await list(basic(rotated))).status).toBe(200);
    const next = await token(rotated);
    expect((await list(next)).status).toBe(200);
    const disabled = await gateway.call({ method: 'DELETE', url: `/v3/apiClients/${client.clientId}`, as: CONFIGURATOR });
    expect(disabled.json).toMatchObject({ data: { disabledAt: expect.any(String) } });
    for (const headers of [basic(rotated), next]) expect((await list(headers)).status).toBe(401);
    expect(codesOf(await gateway.call({ method: 'DELETE', url: `/v3/apiClients/${client.clientId}`, as: CONFIGURATOR }))).toEqual([
      404, 2007,
    ]);
  });

  it('are not looked at beside a person’s token, right or wrong', async () => {
    const user = { 'x-cap-ui-auth-token': await tokenOf(MAKER) };
    expect((await list({ ...user, authorization: 'Basic bm86Ym9keQ==', 'cap-api-access-token': 'nothing' })).status).toBe(200);
    const client = await created();
    expect((await list({ ...basic(client), 'x-cap-ui-auth-token': 'a.b.c' })).status).toBe(401);
    expect((await list({ ...basic(client), 'x-cap-ui-auth-token': '' })).status).toBe(200);
  });

  it('are journaled: who let them in, and out', async () => {
    const { clientId } = await created({ name: 'journaled' });
    await gateway.call({ method: 'DELETE', url: `/v3/apiClients/${clientId}`, as: CONFIGURATOR });
    const journal = await gateway.call({ url: '/v3/identityJournal?limit=2', as: CONFIGURATOR });
    expect(journal.json).toMatchObject({
      data: [
        { action: 'disable-client', about: Number(clientId), by: { id: CONFIGURATOR.id } },
        { action: 'create-client', about: Number(clientId), by: { id: MAKING_CONFIGURATOR.id }, reason: 'journaled' },
      ],
      pagination: { numberOfElements: 2, nextCursor: expect.any(String) },
    });
  });
});
