import { codesOf, startTestGateway, type Answer, type TestGateway, textAt } from '../../../test-support/gateway';
import { type TestPerson } from '../../../test-support/tokens';
import { apiClientAnswerSchema } from '../../identity/api-clients/api-clients.openapi';
import { webhookAnswerSchema } from '../../webhooks/webhooks.openapi';
import { configurationChangeSchema, configurationChangesSchema } from './configuration-changes.openapi';
import { configurationPoliciesSchema, configurationPolicyVersionSchema } from './configuration-policy.openapi';

const ORG = '21';
const person = (id: number, ...grants: unknown[]): TestPerson => ({ id, name: `person ${id}`, orgs: { [ORG]: grants } });
const ONE = person(31, 'CanConfigureWorkflows', 'CanMakeRequest');
const OTHER = person(32, 'CanConfigureWorkflows');
const MAKER = person(33, 'CanMakeRequest');

const BODY = {
  name: 'crm',
  eventNames: ['requestWorkflowEvent'],
  webHookType: 'HTTP',
  methodType: 'POST',
  webHookUrl: 'https://crm.example.com/hooks',
  webHookHeaders: { 'X-Api-Key': 'hunter2', 'X-Team': 'crm' },
};

describe('an org without a policy of its own', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, as: TestPerson, body?: unknown): Promise<Answer> =>
    gateway.call({ method, url, as, body });
  const decide = (answer: Answer, verdict: 'confirm' | 'decline' | 'withdraw', as: TestPerson): Promise<Answer> =>
    call('POST', `/v3/configurationChanges/${textAt(answer, 'data', 'changeId')}/${verdict}`, as);
  const confirmed = async (answer: Answer): Promise<Answer> => {
    expect([answer.status, answer.json['data']?.['confirmation']]).toEqual([202, 'pending']);
    const { status, json } = await decide(answer, 'confirm', OTHER);
    expect([status, configurationChangeSchema.parse(json['data']).state]).toEqual([200, 'in-effect']);
    return answer;
  };
  const agreedWebhook = async (name: string): Promise<string> =>
    textAt(await confirmed(await call('POST', '/v3/webHooks', ONE, { ...BODY, name })), 'data', 'webHookId');
  const webhook = (id: string): Promise<Answer> => call('GET', `/v3/webHooks/${id}`, ONE);

  it('answers a new webhook with what awaits confirmation, its secret once, and when it acts; nothing of it is there before', async () => {
    const answer = await call('POST', '/v3/webHooks', ONE, BODY);
    expect(answer.status).toBe(202);
    const proposed = webhookAnswerSchema.parse(answer.json['data']);
    expect(proposed).toMatchObject({ name: 'crm', confirmation: 'pending', secret: expect.stringMatching(/^whsec_/) as string });
    expect(answer.json['warnings']).toMatchObject([
      { message: expect.stringContaining('Nothing has changed yet'), reference: `/v3/configurationChanges/${proposed.changeId}` },
    ]);
    expect(answer.text).not.toContain('hunter2');
    expect(codesOf(await webhook(proposed.webHookId))).toEqual([404, 2007]);
    expect(codesOf(await decide(answer, 'confirm', ONE))).toEqual([403, 9051]);
    expect(codesOf(await decide(answer, 'confirm', MAKER))).toEqual([403, 2001]);
    await confirmed(answer);
    expect(webhookAnswerSchema.parse((await webhook(proposed.webHookId)).json['data'])).toMatchObject({ name: 'crm', active: true });
    expect(codesOf(await decide(answer, 'confirm', OTHER))).toEqual([409, 2002]);
  });

  it.each([
    ['URL', { webHookUrl: 'https://elsewhere.example.com/hooks' }, { webHookUrl: 'https://elsewhere.example.com/hooks' }],
    ['activity', { active: false }, { active: false }],
    [
      'headers',
      { webHookHeaders: { 'X-Api-Key': 'another', 'X-Team': '****' } },
      { webHookHeaders: { 'X-Api-Key': '**** (another value)', 'X-Team': '****' } },
    ],
    ['payload', { payload: 'extended' }, { payload: 'extended' }],
  ])('changes the %s of a webhook only by two people, who both see what it would change and no secret', async (what, change, after) => {
    const id = await agreedWebhook(`to change ${what}`);
    const before = (await webhook(id)).json;
    const answer = await call('PUT', `/v3/webHooks/${id}`, ONE, { ...BODY, name: `to change ${what}`, ...change });
    expect([answer.status, answer.json['data']?.['confirmation']]).toEqual([202, 'pending']);
    expect((await webhook(id)).json).toEqual(before);
    const seen = await call('GET', `/v3/configurationChanges/${textAt(answer, 'data', 'changeId')}`, OTHER);
    expect(configurationChangeSchema.parse(seen.json['data'])).toMatchObject({ subjectId: id, action: 'update', after });
    expect(Object.keys(configurationChangeSchema.parse(seen.json['data']).after ?? {})).toEqual(Object.keys(after));
    expect(seen.text).not.toMatch(/hunter2|another"/);
    await confirmed(answer);
    expect((await webhook(id)).json).not.toEqual(before);
  });

  it('deletes a webhook and changes its secret only by two people', async () => {
    const id = await agreedWebhook('to delete');
    const rotation = await call('POST', `/v3/webHooks/${id}/rotateSecret`, ONE);
    expect(webhookAnswerSchema.parse(rotation.json['data'])).toMatchObject({
      confirmation: 'pending',
      secret: expect.any(String) as string,
    });
    await confirmed(rotation);
    await confirmed(await call('DELETE', `/v3/webHooks/${id}`, ONE));
    expect(codesOf(await webhook(id))).toEqual([404, 2007]);
  });

  it('confirms no change of what was changed since, and none that was declined or withdrawn', async () => {
    const id = await agreedWebhook('contended');
    const put = (name: string) => call('PUT', `/v3/webHooks/${id}`, ONE, { ...BODY, name });
    const [first, second, third] = [await put('first'), await put('second'), await put('third')];
    await confirmed(first);
    expect(codesOf(await decide(second, 'confirm', OTHER))).toEqual([409, 2116]);
    expect((await decide(second, 'decline', OTHER)).status).toBe(200);
    expect(codesOf(await decide(third, 'withdraw', OTHER))).toEqual([403, 2001]);
    expect((await decide(third, 'withdraw', ONE)).status).toBe(200);
    for (const over of [second, third]) expect(codesOf(await decide(over, 'confirm', OTHER))).toEqual([409, 2002]);
    expect((await webhook(id)).json).toMatchObject({ data: { name: 'first' } });
  });

  it('lets an API client in, changes its grants, its secret and disables it only by two people', async () => {
    const answer = await call('POST', '/v3/apiClients', ONE, { name: 'reports' });
    const { key, secret, clientId } = apiClientAnswerSchema.parse(answer.json['data']);
    const lets = async (secretOf = secret): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${key}:${secretOf}`).toString('base64')}`;
      return (await gateway.call({ url: '/api_gateway/v2/request-workflow/requests', headers: { authorization } })).status;
    };
    expect([answer.status, clientId, await lets()]).toEqual([202, undefined, 401]);
    await confirmed(answer);
    expect(await lets()).toBe(200);

    const [client] = apiClientAnswerSchema.array().parse((await call('GET', '/v3/apiClients', ONE)).json['data']);
    const url = `/v3/apiClients/${client?.clientId}`;
    const grants = async () => (await call('GET', '/v3/apiClients', ONE)).json['data']?.['0']?.['grants'];
    const change = await call('PUT', url, ONE, { grants: ['CanMakeRequest'] });
    expect([change.status, await grants()]).toEqual([202, []]);
    await confirmed(change);
    expect(await grants()).toEqual([{ grant: 'CanMakeRequest' }]);
    const { secret: widened } = apiClientAnswerSchema.parse(change.json['data']);
    expect([await lets(), await lets(widened)]).toEqual([401, 200]);

    const rotation = await call('POST', `${url}/rotate`, ONE);
    const rotated = apiClientAnswerSchema.parse(rotation.json['data']).secret;
    expect([await lets(widened), await lets(rotated)]).toEqual([200, 401]);
    await confirmed(rotation);
    expect([await lets(widened), await lets(rotated)]).toEqual([401, 200]);

    const disabling = await call('DELETE', url, ONE);
    expect([disabling.status, await lets(rotated)]).toEqual([202, 200]);
    await confirmed(disabling);
    expect(await lets(rotated)).toBe(401);
  });

  it('lists what waits and what became of the rest', async () => {
    const waiting = await call('POST', '/v3/webHooks', ONE, { ...BODY, name: 'listed' });
    const list = async (query: string) =>
      configurationChangesSchema.parse((await call('GET', `/v3/configurationChanges${query}`, OTHER)).json);
    expect((await list('?state=pending')).data.map(({ changeId }) => changeId)).toEqual([textAt(waiting, 'data', 'changeId')]);
    const first = await list('?limit=1');
    expect(first.data).toHaveLength(1);
    const next = await list(`?limit=1&cursor=${first.pagination.nextCursor}`);
    expect(next.data[0]?.changeId).not.toBe(first.data[0]?.changeId);
    expect(codesOf(await call('GET', '/v3/configurationChanges?cursor=x', OTHER))).toEqual([400, 2008]);
    await decide(waiting, 'withdraw', ONE);
  });

  it('refuses a name that is taken already when it is proposed', async () => {
    await agreedWebhook('taken');
    expect(codesOf(await call('POST', '/v3/webHooks', ONE, { ...BODY, name: 'taken' }))).toEqual([400, 2008]);
  });

  describe('where two people agree that changes act at once', () => {
    const policy = async () => configurationPoliciesSchema.parse((await call('GET', '/v3/configurationPolicy', ONE)).json).data;

    it('does so by a policy that its proposer cannot approve, and that can be taken back', async () => {
      expect((await policy()).active).toEqual({ version: 0, status: 'active', actAtOnce: false });
      const body = { actAtOnce: true, emails: ['configurators@shop.example'], basedOn: 0 };
      const { version } = configurationPolicyVersionSchema.parse((await call('PUT', '/v3/configurationPolicy', ONE, body)).json['data']);
      const approve = (as: TestPerson) => call('POST', `/v3/configurationPolicy/${version}/approve`, as);
      expect(codesOf(await approve(ONE))).toEqual([403, 9051]);
      expect((await call('POST', '/v3/webHooks', ONE, { ...BODY, name: 'too early' })).status).toBe(202);
      expect((await approve(OTHER)).status).toBe(200);
      expect((await policy()).active).toMatchObject({
        actAtOnce: true,
        emails: body.emails,
        proposedBy: { id: 31 },
        decidedBy: { id: 32 },
      });

      const answer = await call('POST', '/v3/webHooks', ONE, { ...BODY, name: 'at once' });
      expect([answer.status, answer.json['data']?.['confirmation']]).toEqual([200, undefined]);
      const [latest] = configurationChangesSchema.parse((await call('GET', '/v3/configurationChanges', OTHER)).json).data;
      expect(latest).toMatchObject({ state: 'in-effect', atOnce: true, proposedBy: { id: 31 }, after: { name: 'at once' } });

      const back = configurationPolicyVersionSchema.parse(
        (await call('PUT', '/v3/configurationPolicy', OTHER, { actAtOnce: false })).json['data'],
      );
      expect((await call('POST', `/v3/configurationPolicy/${back.version}/approve`, ONE)).status).toBe(200);
      expect((await call('POST', '/v3/webHooks', ONE, { ...BODY, name: 'by two again' })).status).toBe(202);
    });
  });
});
