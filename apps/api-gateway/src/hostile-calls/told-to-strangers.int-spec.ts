import { ReadRequests } from '@countersign/engine';
import { createLogger } from '@countersign/observability';
import { type Answer, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, REQUESTS, submitted } from '../../test-support/requests';
import { CONFIGURATOR, MAKER, type TestPerson } from '../../test-support/tokens';

/** May do everything in an org where nothing is. */
const STRANGER: TestPerson = {
  id: 9001,
  name: 'stranger',
  orgs: { '7': ['CanMakeRequest', 'CanCheckRequest', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'] },
};
const NEVER = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';

describe('a stranger', () => {
  const logged: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway(
      {},
      undefined,
      createLogger({ name: 'api-gateway', level: 'error' }, { write: (line: string) => logged.push(line) }),
    );
  });
  afterAll(() => gateway.close());

  it('is told of another org’s request and webhook in the very words of what never was', async () => {
    const requestId = await submitted(gateway, 'T-1');
    const webHookUrl = 'https://hooks.example.com/events';
    const webhook = { name: 'crm', eventNames: ['requestWorkflowEvent'], webHookType: 'HTTP', methodType: 'POST', webHookUrl };
    const webHookId = textAt(
      await gateway.call({ method: 'POST', url: '/v3/webHooks', as: CONFIGURATOR, body: webhook }),
      'data',
      'webHookId',
    );
    const as = STRANGER;
    const reason = { reason: 'A look.' };
    const asked: readonly ((id: string) => Promise<Answer>)[] = [
      (id) => gateway.call({ url: `${REQUESTS}/requests/${id}`, as }),
      (id) => gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${id}/withdraw`, as }),
      (id) => decide(gateway, decisionOf(id, 'approved'), { as }),
      (id) => gateway.call({ url: `/operations/requests/${id}`, as }),
      (id) => gateway.call({ method: 'POST', url: `/operations/requests/${id}/replay`, as, body: reason }),
      (id) => gateway.call({ method: 'POST', url: `/operations/requests/${id}/redispatch`, as, body: reason }),
      (id) => gateway.call({ url: `/v3/webHooks/eventLog/refId/0_${id}`, as }),
    ];
    for (const ask of asked) {
      const [theirs, none] = [await ask(requestId), await ask(NEVER)];
      expect([theirs.status, theirs.text]).toEqual([none.status, none.text]);
    }
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const ask = (id: string) => gateway.call({ method, url: `/v3/webHooks/${id}`, as, ...(method === 'PUT' && { body: webhook }) });
      const [theirs, none] = [await ask(webHookId), await ask(NEVER)];
      expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    }
  });

  it('learns a trace id from a failure of ours, and operators the cause by it', async () => {
    const broken = gateway.app.get(ReadRequests);
    jest.spyOn(broken, 'one').mockRejectedValueOnce(new Error('connection to db-7.internal refused for role gateway'));
    const answer = await gateway.call({ url: `${REQUESTS}/requests/${NEVER}`, as: MAKER });
    const traceId = String(answer.headers['x-cap-request-id']);
    expect([answer.status, answer.json]).toEqual([
      500,
      {
        data: null,
        errors: [{ code: 2100, message: `Something failed on our side. Tell support the trace id ${traceId}.`, reference: traceId }],
        warnings: null,
      },
    ]);
    expect(logged.filter((line) => line.includes(traceId) && line.includes('db-7.internal'))).toHaveLength(1);
  });
});
