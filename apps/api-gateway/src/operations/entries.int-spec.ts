import { Client } from 'pg';
import { codesOf, startTestGateway, type TestGateway } from '../../test-support/gateway';
import { CHECKER, type TestPerson } from '../../test-support/tokens';
import { entriesSchema } from './entries.openapi';

const AUDITOR: TestPerson = { id: 7001, name: 'auditor.one', orgs: { '0': ['CanAuditWorkflows'] } };
const URL = '/operations/journal/entries';

describe('the entries of the journal that auditors read', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
    const client = new Client({ connectionString: gateway.databaseUrl });
    await client.connect();
    for (const org of [0, 7]) {
      const caller = { org_id: org, actor_id: 5001, actor_name: 'one', trace_id: 't' };
      const who = JSON.stringify(caller);
      await client.query(`select note_webhook_action($1, 'create', gen_random_uuid(), null, '{"url":"https://a.example"}', 'a receiver')`, [
        who,
      ]);
      await client.query(`select note_client_action($1, 'create', 1, null, null)`, [who]);
      const reads = [1, 2, 3].map((rows) => ({ ...caller, what: 'GET /v1/requests', row_count: rows }));
      await client.query('select note_reads($1)', [JSON.stringify(reads)]);
    }
    await client.end();
  });
  afterAll(() => gateway.close());

  const list = (query: string, as = AUDITOR) => gateway.call({ url: `${URL}?${query}`, as, headers: { 'x-cap-api-auth-org-id': '0' } });

  it('are of their own org, one kind at a time, page by page', async () => {
    const first = entriesSchema.parse((await list('kind=read&limit=2')).json);
    expect(first.data.map(({ words }) => words['rows'])).toEqual(['3', '2']);
    expect(first.data[0]?.words).toMatchObject({ actor: '5001', actorName: 'one', what: 'GET /v1/requests' });
    const second = entriesSchema.parse((await list(`kind=read&limit=2&cursor=${first.pagination.nextCursor ?? ''}`)).json);
    expect(second.data.map(({ words }) => words['rows'])).toEqual(['1']);
    expect(second.pagination.nextCursor).toBeUndefined();
    const [webhook] = entriesSchema.parse((await list('kind=webhook-action')).json).data;
    expect(webhook).toMatchObject({
      fields: { action: 'create', details: '{"url":"https://a.example"}' },
      words: { reason: 'a receiver' },
    });
    for (const kind of ['client-action', 'identity-action', 'policy-action', 'refusal'])
      expect((await list(`kind=${kind}`)).status).toBe(200);
  });

  it('are read by nobody without the grant, and not without saying which', async () => {
    expect(codesOf(await list('kind=read', CHECKER))).toEqual([403, 2001]);
    expect(codesOf(await list('kind=transition'))).toEqual([400, 2008]);
    expect(codesOf(await list(''))).toEqual([400, 2008]);
  });
});
