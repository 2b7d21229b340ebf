import { waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, redemption, REQUESTS, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, OTHER_CHECKER, signedIn, type TestPerson } from '../../../test-support/tokens';
import { KNOWN_MS } from '../../platform/auth/client-accounts';
import { SEEN_WITHIN_MS } from '../../platform/auth/token-revocations';

const LIST = `${REQUESTS}/requests`;

describe('ending the rights of a person whose token is still valid', () => {
  let gateway: TestGateway;
  let other: TestGateway;
  let sql: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    other = await startTestGateway({ database: { url: gateway.databaseUrl, poolSize: 4, decisionPoolSize: 2 } });
    sql = new Client({ connectionString: gateway.databaseUrl });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await other.close();
    await gateway.close();
  });

  const revoke = (userId: unknown, as: TestPerson = CONFIGURATOR, more: object = {}): Promise<Answer> =>
    gateway.call({ method: 'POST', url: '/v3/revocations', as, body: { userId, reason: 'Left the team.', ...more } });
  const person = (id: number, ...grants: unknown[]): TestPerson => ({ id, name: `person ${id}`, orgs: { '0': grants } });

  it('refuses every call of theirs, reads too, and nobody else’s', async () => {
    const checker = person(2101, 'CanCheckRequest');
    const requestId = await submitted(gateway, 'RV-1');
    expect((await gateway.call({ url: LIST, as: checker })).status).toBe(200);
    expect(codesOf(await revoke(checker.id))).toEqual([200]);
    expect(codesOf(await gateway.call({ url: LIST, as: checker }))).toEqual([403, 2001]);
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { as: checker }))).toEqual([403, 2001]);
    expect((await decide(gateway, decisionOf(requestId, 'approved'), { as: OTHER_CHECKER })).status).toBe(202);
  });

  it('holds in its org alone', async () => {
    const both: TestPerson = { id: 2102, name: 'both', orgs: { '0': ['CanReadRequests'], '7': ['CanReadRequests'] } };
    await revoke(both.id);
    const read = (orgId: string) => gateway.call({ url: LIST, as: both, headers: { 'x-cap-api-auth-org-id': orgId } });
    expect([(await read('0')).status, (await read('7')).status]).toEqual([403, 200]);
  });

  it('lets a token in again that was surely issued later', async () => {
    const maker = person(1101, 'CanMakeRequest');
    await revoke(maker.id);
    const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
    const read = async (issuedAt: number) => (await gateway.call({ url: LIST, headers: await signedIn(maker, issuedAt) })).status;
    // The clock of the issuer may be half a minute ahead of ours, so a token that seems younger may be older.
    expect(await read(inSeconds(15))).toBe(403);
    await sql.query(`update revocation set not_before = now() - interval '1 minute' where user_id = $1`, [maker.id]);
    expect((await other.call({ url: LIST, headers: await signedIn(maker, inSeconds(0)) })).status).toBe(200);
  });

  it('stops a decision at another gateway that has not heard of it', async () => {
    const checker = person(2103, 'CanCheckRequest');
    const requestId = await submitted(gateway, 'RV-2');
    expect((await other.call({ url: LIST, as: checker })).status).toBe(200);
    await revoke(checker.id);
    expect(codesOf(await decide(other, decisionOf(requestId, 'approved'), { as: checker }))).toEqual([403, 2001]);
    expect((await gateway.call({ url: `${LIST}/${requestId}`, as: CHECKER })).json).toMatchObject({ data: { state: 'AdminTask' } });
  });

  it('stops operators and configurators at another gateway with their next call', async () => {
    const operator = person(5101, 'CanOperateWorkflows', 'CanConfigureWorkflows');
    const pause = () =>
      other.call({ method: 'POST', url: '/operations/request-types/POINTS-REDEMPTION/pause', as: operator, body: { reason: 'Look.' } });
    expect((await other.call({ url: LIST, as: operator })).status).toBe(200);
    await revoke(operator.id);
    expect(codesOf(await pause())).toEqual([403, 2001]);
    const policy = { method: 'PUT', url: '/policies/POINTS-REDEMPTION', as: operator, body: { autoApproval: { mode: 'on' } } } as const;
    expect(codesOf(await other.call(policy))).toEqual([403, 2001]);
  });

  it('shuts out the API clients whose secret they know, with their tokens, on every gateway within a second, until somebody else rotates', async () => {
    const leaver = person(3101, 'CanConfigureWorkflows', 'CanMakeRequest');
    const made = await gateway.call({
      method: 'POST',
      url: '/v3/apiClients',
      as: leaver,
      body: { name: 'known to a leaver', grants: ['CanMakeRequest'] },
    });
    const { clientId, key, secret } = made.json['data'] as unknown as {
      readonly clientId: number;
      readonly key: string;
      readonly secret: string;
    };
    const basic = { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` };
    const generated = await gateway.call({ method: 'POST', url: '/v3/oauth/token/generate', body: { key, secret } });
    const token = { 'cap-api-access-token': textAt(generated, 'data', 'accessToken') };
    const reads = (where: TestGateway): Promise<number[]> =>
      Promise.all([basic, token].map(async (headers) => (await where.call({ url: LIST, headers })).status));
    for (const where of [gateway, other]) expect(await reads(where)).toEqual([200, 200]);

    await revoke(leaver.id);
    expect(await reads(gateway)).toEqual([401, 401]);
    const write = { method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers: { ...basic, 'x-cap-api-auth-org-id': '0' } } as const;
    expect([401, 403]).toContain((await other.call({ ...write, body: redemption('RV-4') })).status);
    await waitFor(async () => (await reads(other)).every((status) => status === 401), {
      what: 'the other gateway to shut it out',
      every: 20,
    });
    expect(codesOf(await gateway.call({ method: 'POST', url: '/v3/oauth/token/generate', body: { key, secret } }))).toEqual([401, 2013]);
    const journal = await gateway.call({ url: '/v3/identityJournal?limit=2', as: CONFIGURATOR });
    expect(journal.json['data']).toMatchObject([
      { action: 'suspend-client', about: clientId },
      { action: 'revoke', about: leaver.id },
    ]);

    const rotate = (as: TestPerson, issuedAt: Record<string, string>) =>
      gateway.call({ method: 'POST', url: `/v3/apiClients/${clientId}/rotate`, as, headers: issuedAt });
    await sql.query(`update revocation set not_before = now() - interval '1 hour' where user_id = $1`, [leaver.id]);
    expect(codesOf(await rotate(leaver, await signedIn(leaver, Math.floor(Date.now() / 1_000))))).toEqual([403, 2001]);
    const maker = person(3102, 'CanConfigureWorkflows', 'CanMakeRequest');
    expect((await rotate(maker, {})).status).toBe(200);
    expect(await reads(gateway)).toEqual([401, 401]);
    expect([KNOWN_MS, SEEN_WITHIN_MS].every((ms) => ms <= 1_000)).toBe(true);
    const listed = (await gateway.call({ url: '/v3/apiClients', as: CONFIGURATOR })).json['data'] as unknown as readonly object[];
    expect(listed.find((one) => (one as { clientId: number }).clientId === clientId)).not.toHaveProperty('suspendedAt');
  });

  it('in the middle of 20 decisions leaves none that is later', async () => {
    const checker = person(2104, 'CanCheckRequest');
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, place) => submitted(gateway, `RV-3-${place}`, { mobile: `9199000002${10 + place}` })),
    );
    const deciding = ids.map((id, place) => decide(place % 2 ? other : gateway, decisionOf(id, 'approved'), { as: checker }));
    const revoked = await revoke(checker.id);
    const statuses = (await Promise.all(deciding)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 202 && status !== 403)).toEqual([]);
    const { rows: late } = await sql.query<object>(
      `select from decision d join revocation r on r.org_id = d.org_id and r.user_id = d.checker_id
        where d.checker_id = $1 and d.decided_at > r.not_before`,
      [checker.id],
    );
    expect([revoked.status, late]).toEqual([200, []]);
  });

  it('is for configurators of the whole org, with a reason, and is listed and journaled', async () => {
    const limited: TestPerson = { ...CONFIGURATOR, orgs: { '0': [{ grant: 'CanConfigureWorkflows', ids: ['1'] }] } };
    for (const as of [MAKER, OPERATOR, limited]) expect(codesOf(await revoke(1, as))).toEqual([403, 2001]);
    for (const userId of ['1', -1, 1.5, 1e15]) expect(codesOf(await revoke(userId))).toEqual([400, 2008]);
    expect(codesOf(await revoke(1, CONFIGURATOR, { reason: ' ' }))).toEqual([400, 2008]);
    await revoke(2105);
    const about = { userId: 2105, reason: 'Left the team.', by: { id: CONFIGURATOR.id, name: CONFIGURATOR.name } };
    const listed = await gateway.call({ url: '/v3/revocations', as: CONFIGURATOR });
    expect(listed.json['data']).toEqual(expect.arrayContaining([{ ...about, notBefore: expect.any(String) }]));
    expect(codesOf(await gateway.call({ url: '/v3/revocations', as: MAKER }))).toEqual([403, 2001]);
    const auditor = person(6001, 'CanAuditWorkflows');
    const journal = await gateway.call({ url: '/v3/identityJournal?limit=1', as: auditor });
    expect(journal.json['data']).toMatchObject([{ action: 'revoke', about: 2105, reason: 'Left the team.' }]);
  });
});
