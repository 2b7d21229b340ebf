import { codesOf, startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { decide, decisionOf, execute, goodwill, redemption, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OTHER_CHECKER, OTHER_CONFIGURATOR, STRANGER, type TestPerson } from '../../../test-support/tokens';

interface History {
  readonly transitions: readonly { readonly at: string; readonly kind: string; readonly by?: { readonly id: number } }[];
  readonly attempts: readonly object[];
  readonly deliveries: readonly object[];
}

describe('the history of a request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const read = (requestId: string, as: TestPerson = CHECKER) => gateway.call({ url: `${REQUESTS}/requests/${requestId}/history`, as });
  const historyOf = async (requestId: string, as?: TestPerson) => (await read(requestId, as)).json['data'] as unknown as History;
  const kinds = ({ transitions }: History) => transitions.map(({ kind, by }) => [kind, by?.id]);

  it('tells who did what, what was called and whom that was told', async () => {
    await gateway.call({
      method: 'POST',
      url: '/v3/webHooks',
      as: CONFIGURATOR,
      body: {
        name: 'crm',
        eventNames: ['requestWorkflowEvent'],
        webHookType: 'HTTP',
        methodType: 'POST',
        webHookUrl: 'https://receiver.example.com/hooks',
      },
    });
    const requestId = await submitted(gateway, 'HISTORY-1');
    await decide(gateway, decisionOf(requestId, 'approved'));
    await execute(gateway, { next: 'approved' });
    const history = await historyOf(requestId);
    expect(history.transitions).toEqual([
      { at: expect.any(String), to: 'AdminTask', by: { id: MAKER.id, name: MAKER.name }, kind: 'submitted' },
      {
        at: expect.any(String),
        from: 'AdminTask',
        to: 'IntouchAPITask',
        by: { id: CHECKER.id, name: CHECKER.name },
        kind: 'approved',
        comment: 'approved after a look',
      },
      { at: expect.any(String), from: 'IntouchAPITask', to: 'approved', kind: 'executed' },
    ]);
    expect(history.attempts).toEqual([
      { n: 1, startedAt: expect.any(String), endedAt: expect.any(String), outcome: 'executed', status: 200 },
    ]);
    const delivery = { eventName: 'requestWorkflowEvent', eventId: expect.any(String), webHook: { id: expect.any(String), name: 'crm' } };
    const due = { state: 'due', attempts: 0, nextAttemptAt: expect.any(String) };
    expect(history.deliveries).toEqual([
      { ...delivery, ...due, requestState: 'AdminTask' },
      { ...delivery, ...due, requestState: 'approved' },
    ]);
  });

  it('has each approval of several, in its order', async () => {
    const bands = [{ levels: [{ grant: 'CanCheckRequest', checkers: 2 }] }];
    const body = { autoApproval: { mode: 'off' }, bands };
    await gateway.call({ method: 'PUT', url: '/policies/goodwill-points', as: CONFIGURATOR, body });
    await gateway.call({ method: 'POST', url: '/policies/goodwill-points/1/approve', as: OTHER_CONFIGURATOR });
    const type = 'GOODWILL-POINTS';
    const answer = await submit(gateway, goodwill('HISTORY-2', '10'), { type });
    const { requestId } = answer.json['data'] as unknown as { requestId: string };
    await decide(gateway, decisionOf(requestId, 'approved'), { type });
    expect(kinds(await historyOf(requestId))).toEqual([
      ['submitted', MAKER.id],
      ['approval', CHECKER.id],
    ]);
    await decide(gateway, decisionOf(requestId, 'approved'), { type, as: OTHER_CHECKER });
    expect(kinds(await historyOf(requestId))).toEqual([
      ['submitted', MAKER.id],
      ['approval', CHECKER.id],
      ['approved', OTHER_CHECKER.id],
    ]);
    await execute(gateway, { next: 'approved' });
  });

  it('calls what was sent back by its name', async () => {
    const requestId = await submitted(gateway, 'HISTORY-3');
    await decide(gateway, decisionOf(requestId, 'sent-back'));
    expect(kinds(await historyOf(requestId))).toEqual([
      ['submitted', MAKER.id],
      ['sent-back', CHECKER.id],
    ]);
  });

  it('does not tell a maker of a failure that is not sure, and tells it to others', async () => {
    const answer = await submit(gateway, redemption('HISTORY-4'));
    const { requestId } = answer.json['data'] as unknown as { requestId: string };
    await decide(gateway, decisionOf(requestId, 'approved'));
    const outcome = { kind: 'refused' as const, code: '803', message: 'Not enough points.', attempts: 2 };
    const attempt = { class: 'refused' as const, httpStatus: 200, code: '803', durationMs: 5 };
    await execute(gateway, { next: 'needs_review', inDoubt: true, outcome, attempt } as never);
    expect((await historyOf(requestId)).attempts).toMatchObject([{ n: 1, outcome: 'refused', code: '803', status: 200 }]);
    const own = await read(requestId, MAKER);
    expect((own.json['data'] as unknown as History).attempts).toEqual([
      { n: 1, startedAt: expect.any(String), endedAt: expect.any(String) },
    ]);
    expect(own.text).not.toMatch(/803|refused|Not enough/);
  });

  it('is nobody’s of another org, and nothing’s that there is not', async () => {
    const requestId = await submitted(gateway, 'HISTORY-5');
    const elsewhere = await read(requestId, STRANGER);
    expect(codesOf(elsewhere)).toEqual([404, 2007]);
    expect(codesOf(await read('not-an-id'))).toEqual([404, 2007]);
  });
});
