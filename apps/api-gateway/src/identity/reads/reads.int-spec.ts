import { IdentifierHash } from '@countersign/config';
import { waitFor } from '@countersign/local-servers';
import { PersonalData } from '@countersign/persistence';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { codesOf, startTestGateway, TEST_SEALING_KEY, type TestGateway } from '../../../test-support/gateway';
import { REQUESTS, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, STRANGER, type TestPerson, tokenOf } from '../../../test-support/tokens';

const AUDITOR: TestPerson = { id: 7001, name: 'auditor.one', orgs: { '0': ['CanAuditWorkflows'] } };
const LIST = `${REQUESTS}/requests`;
const MOBILE = '919900000177';

interface Read {
  readonly by?: { readonly id: number; readonly name: string };
  readonly what: string;
  readonly filter?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  readonly rows: number;
  readonly times: number;
}

describe('what people read of customers', () => {
  let gateway: TestGateway;
  let owner: Client;
  let requestId: string;
  beforeAll(async () => {
    gateway = await startTestGateway();
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
    requestId = await submitted(gateway, 'READ-1', { mobile: MOBILE });
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const readsOf = async (id: number): Promise<readonly Read[]> => {
    const { json } = await gateway.call({ url: '/v3/readJournal?limit=100', as: AUDITOR });
    return (json['data'] as unknown as readonly Read[]).filter(({ by }) => by?.id === id);
  };
  const readsWhen = (id: number, count: number): Promise<readonly Read[]> =>
    waitFor(
      async () => {
        const reads = await readsOf(id);
        return reads.length >= count ? reads : undefined;
      },
      { what: `${count} reads of ${id}` },
    );

  it('is journaled with who, what, the filter and how many, and no customer in clear', async () => {
    for (const url of [
      `${LIST}?customer=${MOBILE}&states=AdminTask&limit=5`,
      `${LIST}?reference=READ-1`,
      LIST,
      `${LIST}/${requestId}`,
      `${LIST}/${requestId}/history`,
    ])
      expect([url, (await gateway.call({ url, as: CHECKER })).status]).toEqual([url, 200]);
    const reads = await readsWhen(CHECKER.id, 5);
    // What erasing the customer looks for.
    const hashOf = (text: string): string => new IdentifierHash([TEST_SEALING_KEY]).of(0, text);
    const by = { id: CHECKER.id, name: CHECKER.name };
    expect(reads.toReversed()).toMatchObject([
      { by, what: `GET ${LIST}`, filter: { customer: hashOf(MOBILE), states: 'AdminTask', limit: '5' }, rows: 1, times: 1 },
      { by, what: `GET ${LIST}`, filter: { reference: hashOf('READ-1') }, rows: 1 },
      { by, what: `GET ${LIST}`, rows: 1 },
      { by, what: `GET ${LIST}/:requestId`, requestId, rows: 1 },
      { by, what: `GET ${LIST}/:requestId/history`, requestId, rows: 1 },
    ]);
    const { rows } = await owner.query<{ row: string }>('select to_jsonb(r)::text as row from read_action r');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/9199000001|READ-1/);
  });

  it('is journaled for operators too', async () => {
    await gateway.call({ url: '/operations/needs-review', as: OPERATOR });
    await gateway.call({ url: `/operations/requests/${requestId}`, as: OPERATOR });
    expect((await readsWhen(OPERATOR.id, 2)).map(({ what, rows }) => [what, rows])).toEqual([
      ['GET /operations/requests/:requestId', 1],
      ['GET /operations/needs-review', 0],
    ]);
  });

  it('is not journaled where nothing was shown', async () => {
    await gateway.call({ url: `${LIST}/${crypto.randomUUID()}`, as: MAKER });
    await gateway.call({ url: LIST, as: { ...MAKER, orgs: { '0': [] } } });
    await gateway.call({ url: LIST, as: MAKER });
    expect(await readsWhen(MAKER.id, 1)).toHaveLength(1);
  });

  it('is found by customer and by request, and looking for it is a read as well', async () => {
    const asked = async (query: string): Promise<readonly Read[]> => {
      const { json } = await gateway.call({ url: `/v3/readJournal?${query}`, as: AUDITOR });
      return json['data'] as unknown as readonly Read[];
    };
    const hash = new IdentifierHash([TEST_SEALING_KEY]).of(0, MOBILE);
    const ofChecker = (reads: readonly Read[]) => reads.filter(({ by }) => by?.id === CHECKER.id).map(({ what }) => what);
    const opened = [`GET ${LIST}/:requestId/history`, `GET ${LIST}/:requestId`];
    expect(ofChecker(await asked(`customer=${MOBILE}`))).toEqual([...opened, `GET ${LIST}`]);
    expect(ofChecker(await asked(`requestId=${requestId}`))).toEqual(opened);
    expect(ofChecker(await asked(`customer=${MOBILE}&requestId=${requestId}`))).toEqual(opened);
    expect(await asked('customer=919900000999')).toEqual([]);
    const looked = await readsWhen(AUDITOR.id, 4);
    expect(looked.map(({ what }) => what)).toEqual(Array(looked.length).fill('GET /v3/readJournal'));
    expect(looked.map(({ filter }) => filter)).toEqual(expect.arrayContaining([{ customer: hash }, { requestId }]));
    const wrong = await gateway.call({ url: '/v3/readJournal?requestId=seven', as: AUDITOR });
    expect([codesOf(wrong), JSON.stringify(wrong.json)]).toEqual([[400, 2008], expect.stringContaining('requestId')]);
  });

  it('is told to auditors of the org alone', async () => {
    for (const as of [
      MAKER,
      CHECKER,
      OPERATOR,
      CONFIGURATOR,
      { ...AUDITOR, orgs: { '0': [{ grant: 'CanAuditWorkflows', tillIds: ['1'] }] } },
    ])
      expect(codesOf(await gateway.call({ url: '/v3/readJournal', as }))).toEqual([403, 2001]);
    const stranger = { ...STRANGER, orgs: { '7': ['CanAuditWorkflows'] } };
    expect((await gateway.call({ url: '/v3/readJournal', as: stranger })).json['data']).toEqual([]);
  });

  it('is in the journal once the process has stopped: also what was read a moment before', async () => {
    const other: NestFastifyApplication = await gateway.beside();
    await other.listen(0, '127.0.0.1');
    const reader: TestPerson = { id: 6002, name: 'reader.two', orgs: { '0': ['CanReadRequests'] } };
    const headers = { 'x-cap-ui-auth-token': await tokenOf(reader) };
    const answers = [LIST, `${LIST}/${requestId}`, LIST, LIST].map((url) => other.inject({ method: 'GET', url, headers }));
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    await other.close();
    const told = (await readsOf(reader.id)).map(({ what, times }) => [what, times]);
    expect(told.toSorted()).toEqual([
      [`GET ${LIST}`, 1],
      [`GET ${LIST}`, 2],
      [`GET ${LIST}/:requestId`, 1],
    ]);
  });

  it('is forgotten after the time that the org keeps it, and not before there is one: that somebody read, and when, stays', async () => {
    await owner.query(`insert into journal (org_id) values (0) on conflict do nothing`);
    await owner.query(`insert into read_action (org_id, what, row_count, times, actor_id, actor_name, at)
                       values (0, 'GET /old', 1, 1, 6003, 'reader.three', now() - interval '31 days')`);
    // Those before it are younger, which a clock that was set back could bring about.
    const lastRead = async (): Promise<readonly object[]> =>
      (await gateway.call({ url: '/v3/readJournal?limit=1', as: AUDITOR })).json['data'] as unknown as readonly object[];
    const sweep = (): Promise<unknown> => owner.query(`select erase_overdue(100)`);
    await sweep();
    expect(await lastRead()).toMatchObject([{ by: { id: 6003 }, what: 'GET /old' }]);
    const order = { orgId: 0, orderedBy: 77, orderedByName: 'officer' };
    await PersonalData.in(gateway.databaseUrl, (data) => data.setRetention(order, 'JOURNAL_READS', 30));
    await sweep();
    const { json } = await gateway.call({ url: '/v3/readJournal?limit=1', as: AUDITOR });
    expect(json['data']).toMatchObject([{ forgotten: true }]);
    expect(JSON.stringify(json)).not.toMatch(/reader.three|6003|GET \/old/);
    expect((await readsOf(CHECKER.id)).length).toBeGreaterThan(0);
  });
});
