import { SealedTextError, Sealing } from '@countersign/config';
import { EndpointSecrets } from '@countersign/webhooks';
import { Pool, type QueryResultRow } from 'pg';
import { type Answer, startTestGateway, TEST_SEALING_KEY, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, submit, redemption } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, STRANGER } from '../../test-support/tokens';
import { deliveryAnswerSchema } from './deliveries.openapi';
import { webhookAnswerSchema } from './webhooks.openapi';

const PATH = '/v3/webHooks';
const BODY = {
  name: 'crm',
  eventNames: ['requestWorkflowEvent'],
  webHookType: 'HTTP',
  methodType: 'POST',
  webHookUrl: 'https://crm.example.com/hooks',
  webHookHeaders: { 'X-Api-Key': 'hunter2' },
  customerIdentifiersToBeEnriched: [],
};
const NOBODY = '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11';

describe('webhooks', () => {
  let gateway: TestGateway;
  let pool: Pool;
  beforeAll(async () => {
    gateway = await startTestGateway();
    pool = new Pool({ connectionString: gateway.databaseUrl, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await gateway.close();
  });
  const sql = async <Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows;

  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', body?: unknown, as = CONFIGURATOR): Promise<Answer> =>
    gateway.call({ method, url: `${PATH}${path}`, as, body });
  const create = async (name: string): Promise<string> => textAt(await call('POST', '', { ...BODY, name }), 'data', 'webHookId');

  it('show their secret once and header values never', async () => {
    const created = await call('POST', '', BODY);
    expect(created.status).toBe(200);
    const webhook = webhookAnswerSchema.parse(created.json['data']);
    expect(webhook).toMatchObject({ active: true, payload: 'documented', slaInSeconds: 30, webHookHeaders: { 'X-Api-Key': '****' } });
    expect(webhook.secret).toMatch(/^whsec_/);
    expect(created.text).not.toContain('hunter2');

    const read = await call('GET', `/${webhook.webHookId}`);
    expect(webhookAnswerSchema.parse(read.json['data']).secret).toBeUndefined();
    expect((await call('GET')).json['data']).toEqual([read.json['data']]);
  });

  it('are stored with their secrets sealed, and a sealed secret is of no use in the row of another org', async () => {
    const created = webhookAnswerSchema.parse((await call('POST', '', { ...BODY, name: 'sealed' })).json['data']);
    const endpointId = created.webHookId;
    const stored = async () =>
      sql<{ dump: string; secret: string }>('select secret, to_jsonb(w)::text as dump from webhook_endpoint w where endpoint_id = $1', [
        endpointId,
      ]);
    const [row] = await stored();
    expect(row?.secret).toMatch(/^sealed:v1:test:/);
    const secrets = new EndpointSecrets(new Sealing([TEST_SEALING_KEY]));
    expect(secrets.openSecret({ orgId: 0, endpointId }, row!.secret)).toBe(created.secret);
    expect(() => secrets.openSecret({ orgId: 7, endpointId }, row!.secret)).toThrow(SealedTextError);
    await call('PUT', `/${endpointId}`, { ...BODY, name: 'sealed', webHookHeaders: { 'X-Api-Key': 'open sesame' } });
    await call('POST', `/${endpointId}/rotateSecret`);
    for (const { dump } of [row!, ...(await stored())]) expect(dump).not.toMatch(/hunter2|open sesame|whsec_/);
  });

  it('change their secret, and sign with the one before for 24 hours', async () => {
    const created = webhookAnswerSchema.parse((await call('POST', '', { ...BODY, name: 'rotated' })).json['data']);
    const rotated = webhookAnswerSchema.parse((await call('POST', `/${created.webHookId}/rotateSecret`)).json['data']);
    expect(rotated).toMatchObject({ webHookId: created.webHookId, secret: expect.stringMatching(/^whsec_/) as string });
    expect(rotated.secret).not.toBe(created.secret);
    const hours = (Date.parse(rotated.previousSecretUntil!) - Date.now()) / 3_600_000;
    expect(Math.abs(hours - 24)).toBeLessThan(0.1);
    expect(webhookAnswerSchema.parse((await call('GET', `/${created.webHookId}`)).json['data']).secret).toBeUndefined();
    for (const status of [200, 200, 409]) expect((await call('POST', `/${created.webHookId}/rotateSecret`)).status).toBe(status);
    expect((await call('POST', `/${NOBODY}/rotateSecret`)).status).toBe(404);
  });

  it('keep a header value that comes back masked, and drop what is not listed', async () => {
    const id = await create('masked');
    const changed = await call('PUT', `/${id}`, {
      ...BODY,
      name: 'masked',
      active: false,
      payload: 'extended',
      webHookHeaders: { 'X-Api-Key': '****', 'X-Team': 'crm' },
    });
    expect(changed.json['data']).toMatchObject({
      active: false,
      payload: 'extended',
      webHookHeaders: { 'X-Api-Key': '****', 'X-Team': '****' },
    });
    const recased = await call('PUT', `/${id}`, { ...BODY, name: 'masked', webHookHeaders: { 'x-api-key': '****', toString: 'k' } });
    expect(recased.json['data']).toMatchObject({ webHookHeaders: { 'x-api-key': '****', toString: '****' } });
    const inherited = await call('PUT', `/${id}`, { ...BODY, name: 'masked', webHookHeaders: { hasOwnProperty: '****' } });
    expect(inherited.json).toMatchObject({ errors: [{ code: 2008, reference: '/webHookHeaders/hasOwnProperty' }] });
    const other = await call('PUT', `/${id}`, { ...BODY, name: 'masked', webHookHeaders: { 'X-Other': '****' } });
    expect(other.json).toMatchObject({ errors: [{ code: 2008, reference: '/webHookHeaders/X-Other' }] });
  });

  it('have names that are unique in the org', async () => {
    await create('unique');
    const answer = await call('POST', '', { ...BODY, name: 'unique' });
    expect([answer.status, answer.json['errors']]).toMatchObject([400, [{ code: 2008, reference: '/name' }]]);
  });

  it('are at most a hundred in an org', async () => {
    const crowd = { ...CONFIGURATOR, orgs: { '8': ['CanConfigureWorkflows'] } };
    for (let number = 0; number < 100; number++) expect((await call('POST', '', { ...BODY, name: `n-${number}` }, crowd)).status).toBe(200);
    const answer = await call('POST', '', { ...BODY, name: 'one too many' }, crowd);
    expect([answer.status, answer.json['errors']]).toMatchObject([409, [{ code: 2109 }]]);
  });

  it('are gone once deleted', async () => {
    const id = await create('short-lived');
    expect((await call('DELETE', `/${id}`)).json).toEqual({ data: { webHookId: id }, errors: null });
    for (const answer of [await call('GET', `/${id}`), await call('DELETE', `/${id}`), await call('PUT', `/${id}`, BODY)])
      expect([answer.status, answer.json['errors']]).toMatchObject([404, [{ code: 2007 }]]);
  });

  it('are closed to those without CanConfigureWorkflows, and do not exist for other orgs', async () => {
    const id = await create('closed');
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', `/${id}`, undefined],
      ['POST', '', BODY],
      ['PUT', `/${id}`, BODY],
      ['POST', `/${id}/rotateSecret`, undefined],
      ['DELETE', `/${id}`, undefined],
    ] as const) {
      const answer = await call(method, path, body, CHECKER);
      expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
    }
    const stranger = { ...STRANGER, orgs: { '7': ['CanConfigureWorkflows'] } };
    expect((await call('GET', `/${id}`, undefined, stranger)).text).toBe((await call('GET', `/${NOBODY}`, undefined, stranger)).text);
  });

  it.each([
    ['a host inside', { webHookUrl: 'https://10.0.0.1/hooks' }, '/webHookUrl'],
    ['this machine', { webHookUrl: 'http://127.0.0.1:9000/hooks' }, '/webHookUrl'],
    ['an event that does not exist', { eventNames: ['other'] }, '/eventNames/0'],
    ['no event', { eventNames: [] }, '/eventNames'],
    ['a queue', { webHookType: 'QUEUE_INT' }, '/webHookType'],
    ['a header of the sender', { webHookHeaders: { 'Webhook-Id': 'x' } }, '/webHookHeaders/Webhook-Id'],
    ['another path than is called', { webHookUrl: 'https://hooks.example.com/tenant-a/../tenant-b' }, '/webHookUrl'],
    ['a header that describes the body', { webHookHeaders: { 'content-encoding': 'gzip' } }, '/webHookHeaders/content-encoding'],
    ['a header twice in two cases', { webHookHeaders: { 'X-A': '1', 'x-a': '2' } }, '/webHookHeaders/x-a'],
    ['a mask by a name that every object has', { webHookHeaders: { toString: '****' } }, '/webHookHeaders/toString'],
    ['a mask by another such name', { webHookHeaders: { hasOwnProperty: '****' } }, '/webHookHeaders/hasOwnProperty'],
    ['a header with a line break', { webHookHeaders: { 'X-A': 'a\r\nb' } }, '/webHookHeaders/X-A'],
    ['more time than a minute', { slaInSeconds: 31 }, '/slaInSeconds'],
    ['no connection', { maxAllowedConnections: 0 }, '/maxAllowedConnections'],
    ['an unknown field', { colour: 'red' }, '/colour'],
  ])('are refused with %s', async (_case, change, reference) => {
    const answer = await call('POST', '', { ...BODY, name: 'refused', ...change });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ code: 2008, reference }] });
  });

  it('describe their events', async () => {
    const all = await call('GET', '/eventMetaData', undefined, CHECKER);
    expect(all.json).toMatchObject({ data: [{ eventName: 'requestWorkflowEvent', schema: { type: 'object' } }] });
    expect((await call('GET', '/eventMetaData/requestWorkflowEvent')).json['data']).toMatchObject({ eventName: 'requestWorkflowEvent' });
    expect((await call('GET', '/eventMetaData/other')).status).toBe(404);
  });

  describe('and their log', () => {
    it('find a delivery by event, call, request and webhook, and send it again', async () => {
      const webHookId = await create('logged');
      const submission = await submit(gateway, redemption('W-1'));
      const requestId = textAt(submission, 'data', 'requestId');
      const trace = String(submission.headers['x-cap-request-id']);
      await decide(gateway, decisionOf(requestId, 'rejected'));

      const ofWebhook = await call('GET', `/${webHookId}/deliveries?state=due`);
      const deliveries = (ofWebhook.json['data'] as unknown as unknown[]).map((delivery) => deliveryAnswerSchema.parse(delivery));
      expect(deliveries.map(({ sequence }) => sequence)).toEqual([2, 1]);
      const first = deliveries[1];
      expect(first).toMatchObject({ refId: `0_${requestId}`, requestId: trace, webHookName: 'logged', state: 'due', attempts: [] });

      const byEvent = await call('GET', `/eventLog/${String(first?.eventId)}`);
      const byCall = await call('GET', `/eventLog/requestId/${trace}`);
      const byRequest = await call('GET', `/eventLog/refId/0_${requestId}`);
      const mine = ({ json }: Answer) => (json['data'] as unknown as { webHookId: string }[]).filter((one) => one.webHookId === webHookId);
      expect([mine(byEvent), mine(byCall), mine(byRequest)]).toEqual([[first], [first], deliveries]);

      const page = await call('GET', `/${webHookId}/deliveries?limit=1`);
      expect(page.json).toMatchObject({ data: [deliveries[0]], pagination: { numberOfElements: 1 } });
      const rest = await call('GET', `/${webHookId}/deliveries?limit=1&cursor=${textAt(page, 'pagination', 'nextCursor')}`);
      expect(rest.json).toEqual({ data: [first], pagination: { numberOfElements: 1 }, errors: null });

      expect((await call('POST', `/deliveries/${String(first?.deliveryId)}/resend`)).json).toEqual({ data: { resent: 1 }, errors: null });
      expect((await call('POST', `/${webHookId}/resend`)).json).toEqual({ data: { resent: 0 }, errors: null });
    });

    it('know nothing of what is not there or not ours', async () => {
      for (const path of [
        '/eventLog/x',
        `/eventLog/${NOBODY}`,
        '/eventLog/requestId/x',
        `/eventLog/refId/7_${NOBODY}`,
        '/eventLog/refId/x',
      ])
        expect((await call('GET', path)).json).toEqual({ data: [], errors: null });
      expect((await call('POST', '/deliveries/x/resend')).status).toBe(404);
      expect((await call('POST', `/${NOBODY}/resend`)).status).toBe(404);
      const webHookId = await create('states');
      expect((await call('GET', `/${webHookId}/deliveries?state=late`)).json).toMatchObject({
        errors: [{ code: 2008, reference: 'state' }],
      });
      expect((await call('GET', `/${webHookId}/deliveries?limit=101&cursor=x`)).json).toMatchObject({
        errors: [{ reference: 'limit' }, { reference: 'cursor' }],
      });
    });
  });
});
