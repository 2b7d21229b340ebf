import { codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide as decideRequest, decisionOf, execute, goodwill, REQUESTS, submit } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OTHER_CHECKER, OTHER_CONFIGURATOR, type TestPerson } from '../../test-support/tokens';
import { policyHistorySchema } from './policies.openapi';

const URL = '/policies/GOODWILL-POINTS';
const SENIOR: TestPerson = { id: 2009, name: 'senior.one', orgs: { '0': ['CanCheckRequestSenior'] } };

const band = (upTo?: number, grant = 'CanCheckRequest') => ({ ...(upTo !== undefined && { upTo }), levels: [{ grant, checkers: 1 }] });

describe('policies', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const propose = (body: unknown, as = CONFIGURATOR) => gateway.call({ method: 'PUT', url: URL, as, body });
  const decide = (version: unknown, verdict: string, as = OTHER_CONFIGURATOR) =>
    gateway.call({ method: 'POST', url: `${URL}/${String(version)}/${verdict}`, as });
  const history = async () => policyHistorySchema.parse((await gateway.call({ url: URL, as: CONFIGURATOR })).json).data;

  it('start as version 0: a checker for every request', async () => {
    expect(await history()).toEqual({
      active: { version: 0, status: 'active', autoApproval: { mode: 'off' } },
      proposals: [],
      versions: [],
    });
  });

  it('hold once a second person agrees, and not before', async () => {
    const proposed = await propose({
      autoApproval: { mode: 'up-to', amount: 50 },
      uncapped: true,
      config: { upperCap: 500 },
      expiresAfterHours: 72,
    });
    expect(proposed.status).toBe(200);
    const version = proposed.json['data']?.['version'];
    expect((await history()).active.version).toBe(0);

    const own = await decide(version, 'approve', CONFIGURATOR);
    expect([own.status, own.json['errors']]).toMatchObject([403, [{ code: 9051 }]]);
    expect((await decide(version, 'approve')).json['data']).toMatchObject({ status: 'active', decidedBy: { id: OTHER_CONFIGURATOR.id } });
    const twice = await decide(version, 'approve');
    expect([twice.status, twice.json['errors']]).toMatchObject([409, [{ code: 2002 }]]);

    const small = submit(gateway, goodwill('P-1', '50'), { type: 'GOODWILL-POINTS', headers: { prefer: 'wait=10' } });
    await execute(gateway, { next: 'approved' });
    const autoApproved = await small;
    expect(autoApproved.status).toBe(200);
    expect(autoApproved.json['data']).toMatchObject({ state: 'approved', details: { autoApproved: true, decisions: [] } });
    expect(autoApproved.text).not.toMatch(/AdminTask|ValidateCheckerAccess/);

    const large = await submit(gateway, goodwill('P-2', '51'), { type: 'GOODWILL-POINTS' });
    expect(large.json['data']).toMatchObject({ state: 'AdminTask', details: { expiresAt: expect.any(String) as string } });
    const tooLarge = await submit(gateway, goodwill('P-3', '501'), { type: 'GOODWILL-POINTS' });
    expect([tooLarge.status, tooLarge.json['errors']]).toMatchObject([400, [{ code: 2015 }]]);
  });

  const agree = async (body: unknown): Promise<void> => {
    const proposed = await propose(body);
    expect((await decide(proposed.json['data']?.['version'], 'approve')).status).toBe(200);
  };
  const ask = (reference: string, points: string) =>
    submit(gateway, goodwill(reference, points), { type: 'GOODWILL-POINTS', headers: { prefer: 'respond-async' } });
  const check = (requestId: string, as: TestPerson, verdict: 'approved' | 'rejected' = 'approved') =>
    decideRequest(gateway, decisionOf(requestId, verdict), { as, type: 'GOODWILL-POINTS' });

  it('ask two levels for a large amount, and show how far it has come', async () => {
    const levels = [...band(undefined, 'CanCheckRequest').levels, ...band(undefined, 'CanCheckRequestSenior').levels];
    await agree({ autoApproval: { mode: 'off' }, bands: [band(100), { upTo: 500, levels }] });
    expect(codesOf(await ask('B-1', '501'))).toEqual([400, 9059]);
    const requestId = textAt(await ask('B-2', '101'), 'data', 'requestId');

    const early = await check(requestId, SENIOR);
    expect(codesOf(early)).toEqual([403, 2001]);
    expect(early.text).toContain('takes the grant CanCheckRequest');
    const first = await check(requestId, CHECKER);
    expect(first.status).toBe(200);
    expect(first.json['data']).toMatchObject({
      state: 'AdminTask',
      details: {
        approval: {
          verdict: 'checker',
          band: 2,
          quorum: 2,
          given: 1,
          next: 'CanCheckRequestSenior',
          levels: [
            { grant: 'CanCheckRequest', checkers: 1, given: 1 },
            { grant: 'CanCheckRequestSenior', checkers: 1, given: 0 },
          ],
        },
      },
    });
    expect(codesOf(await check(requestId, CHECKER))).toEqual([409, 2002]);
    expect(codesOf(await check(requestId, OTHER_CHECKER))).toEqual([403, 2001]);
    expect((await check(requestId, SENIOR)).json['data']).toMatchObject({ state: 'IntouchAPITask', details: { approval: { given: 2 } } });
  });

  it('let in as many of those who ask at once as a daily cap has room for, and take back what is withdrawn', async () => {
    await agree({ autoApproval: { mode: 'off' }, dailyCaps: { maker: { amount: 25 } } });
    const asked = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(`C-${index}`, '2.5')));
    const letIn = asked.filter(({ status }) => status === 200);
    expect(letIn).toHaveLength(10);
    for (const refused of asked.filter(({ status }) => status !== 200))
      expect(refused.json).toMatchObject({ errors: [{ code: 2111, reference: '/dailyCaps/maker' }] });
    const withdrawn = letIn[0] && textAt(letIn[0], 'data', 'requestId');
    await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${withdrawn}/withdraw`, as: MAKER });
    expect((await ask('C-50', '2.5')).status).toBe(200);
    expect(codesOf(await ask('C-51', '2.5'))).toEqual([409, 2111]);
  });

  it('answer a call that is repeated by key as the first time, also once they would refuse it', async () => {
    await agree({ autoApproval: { mode: 'off' } });
    const again = () =>
      submit(gateway, goodwill('K-1', '7'), { type: 'GOODWILL-POINTS', headers: { prefer: 'respond-async', 'idempotency-key': 'k-1' } });
    const requestId = textAt(await again(), 'data', 'requestId');
    await agree({ autoApproval: { mode: 'off' }, config: { upperCap: 5 } });
    expect(textAt(await again(), 'data', 'requestId')).toBe(requestId);
    expect(codesOf(await ask('K-2', '7'))).toEqual([400, 2015]);
  });

  it('warn the checker of another pending request of the customer, or refuse the second', async () => {
    await agree({ autoApproval: { mode: 'on' }, uncapped: true, duplicates: { sameCustomerPending: 'warn' } });
    const warned = await ask('D-1', '1');
    expect(warned.json['data']).toMatchObject({ state: 'AdminTask', details: { approval: { warnings: ['same-customer-pending'] } } });
    await agree({ autoApproval: { mode: 'on' }, uncapped: true, duplicates: { sameCustomerPending: 'refuse' } });
    const refused = await ask('D-2', '1');
    expect(codesOf(refused)).toEqual([409, 9035]);
  });

  it('are agreed to only as long as they are based on what is active', async () => {
    const stale = await propose({ autoApproval: { mode: 'on' }, uncapped: true });
    await agree({ autoApproval: { mode: 'off' }, expiresAfterHours: 5 });
    expect(codesOf(await decide(stale.json['data']?.['version'], 'approve'))).toEqual([409, 2112]);
    expect(codesOf(await propose({ autoApproval: { mode: 'on' }, uncapped: true, basedOn: 1 }))).toEqual([409, 2112]);
    const { proposals, versions } = await history();
    expect(proposals.map(({ version }) => version)).toEqual([stale.json['data']?.['version']]);
    expect(versions[0]?.changes).toEqual([
      { setting: 'autoApproval', from: { mode: 'on' }, to: { mode: 'off' } },
      { setting: 'duplicates', from: { sameCustomerPending: 'refuse' } },
      { setting: 'uncapped', from: true },
      { setting: 'expiresAfterHours', to: 5 },
    ]);
  });

  it('are simulated by configurators alone, within bounds', async () => {
    const simulate = (body: unknown, as = CONFIGURATOR) => gateway.call({ method: 'POST', url: `${URL}/simulate`, as, body });
    const policy = { autoApproval: { mode: 'off' } };
    expect((await simulate({ policy })).status).toBe(200);
    expect(codesOf(await simulate({ policy }, CHECKER))).toEqual([403, 2001]);
    expect(codesOf(await simulate({ policy, days: 93 }))).toEqual([400, 2008]);
    expect(codesOf(await simulate({ policy: { ...policy, bands: [band(5), band(4)] } }))).toEqual([400, 2008]);
  });

  it('show their history page by page, and with each page what holds and what waits', async () => {
    const read = async (query: string) => policyHistorySchema.parse((await gateway.call({ url: `${URL}${query}`, as: CONFIGURATOR })).json);
    const whole = await read('?limit=100');
    const newestFirst = whole.data.versions.map(({ version }) => version);
    expect(newestFirst.length).toBeGreaterThan(4);
    expect(newestFirst).toEqual(newestFirst.toSorted((one, other) => other - one));
    expect(whole.pagination).toEqual({ numberOfElements: newestFirst.length });
    const seen: unknown[] = [];
    for (let query = '?limit=2'; query !== '';) {
      const { data, pagination } = await read(query);
      expect(pagination.numberOfElements).toBe(data.versions.length);
      expect(pagination.numberOfElements).toBeLessThanOrEqual(2);
      expect([data.active, data.proposals]).toEqual([whole.data.active, whole.data.proposals]);
      seen.push(...data.versions);
      query = pagination.nextBefore === undefined ? '' : `?limit=2&before=${pagination.nextBefore}`;
    }
    expect(seen).toEqual(whole.data.versions);
  });

  it.each(['limit=0', 'limit=101', 'limit=two', 'before=0', 'before=-1', 'before=1000000000', 'after=1'])(
    'are not shown by %s, which is named',
    async (query) => {
      const answer = await gateway.call({ url: `${URL}?${query}`, as: CONFIGURATOR });
      expect(codesOf(answer)).toEqual([400, 2008]);
      expect(answer.json['errors']).toMatchObject([{ reference: query.split('=')[0] }]);
    },
  );

  it('say who is told by e-mail, and warn where nobody sends', async () => {
    const body = { autoApproval: { mode: 'off' }, notifications: { emails: ['desk@shop.example'], remindAfterHours: 4 } };
    const proposed = await propose(body);
    expect(proposed.json).toMatchObject({ data: { notifications: body.notifications }, warnings: [{ reference: '/notifications' }] });
    expect(textAt(proposed, 'warnings', '0', 'message')).toMatch(/SMTP_URL/);
    await gateway.notifications.announceSender();
    const again = await propose(body);
    expect([again.status, again.json['warnings']]).toEqual([200, undefined]);
    expect((await history()).versions[0]).toMatchObject({ notifications: body.notifications });
  });

  it.each([
    ['nobody', { emails: [] }, '/notifications/emails'],
    ['what is no address', { emails: ['desk@shop.example\r\nBcc: thief@shop.example'] }, '/notifications/emails/0'],
    ['two addresses in one', { emails: ['one@shop.example, two@shop.example'] }, '/notifications/emails/0'],
    ['one address twice', { emails: ['desk@shop.example', 'Desk@shop.example'] }, '/notifications/emails/1'],
    ['too many', { emails: Array.from({ length: 11 }, (_, index) => `desk${index}@shop.example`) }, '/notifications/emails'],
    ['no time', { emails: ['desk@shop.example'], remindAfterHours: 0 }, '/notifications/remindAfterHours'],
  ])('that would tell %s are refused', async (_, notifications, reference) => {
    const answer = await propose({ autoApproval: { mode: 'off' }, notifications });
    expect(codesOf(answer)).toEqual([400, 2008]);
    expect(answer.json['errors']).toMatchObject([{ reference }]);
  });

  it('can be declined', async () => {
    const proposed = await propose({ autoApproval: { mode: 'on' }, uncapped: true });
    const declined = await decide(proposed.json['data']?.['version'], 'decline');
    expect(declined.json['data']).toMatchObject({ status: 'declined' });
    expect((await history()).versions[0]).toMatchObject({ status: 'declined' });
  });

  it('are closed to those without CanConfigureWorkflows', async () => {
    const answer = await propose({ autoApproval: { mode: 'on' }, uncapped: true }, CHECKER);
    expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });

  it.each([
    ['an unknown mode', { autoApproval: { mode: 'maybe' } }, '/autoApproval/mode'],
    ['up-to without an amount', { autoApproval: { mode: 'up-to' } }, '/autoApproval/amount'],
    ['an unknown field', { autoApproval: { mode: 'on' }, quorum: 0 }, '/quorum'],
    ['a setting that the type does not have', { autoApproval: { mode: 'on' }, uncapped: true, config: { cap: 1 } }, '/config'],
    ['bands that do not ascend', { autoApproval: { mode: 'off' }, bands: [band(50), band(50)] }, '/bands/1/upTo'],
    ['an open band before another', { autoApproval: { mode: 'off' }, bands: [band(), band(50)] }, '/bands/0/upTo'],
    ['a grant of another kind', { autoApproval: { mode: 'off' }, bands: [band(5, 'CanMakeRequest')] }, '/bands/0/levels/0/grant'],
    ['a cap of nothing', { autoApproval: { mode: 'off' }, dailyCaps: { maker: {} } }, '/dailyCaps/maker'],
    ['no time at all', { autoApproval: { mode: 'on' }, expiresAfterHours: 0 }, '/expiresAfterHours'],
  ])('are refused with %s', async (_case, body, reference) => {
    const answer = await propose(body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ code: 2008, reference }] });
  });

  it('have no version that nobody proposed', async () => {
    for (const version of ['99', '0', 'x']) {
      const answer = await decide(version, 'approve');
      expect([answer.status, answer.json['errors']]).toMatchObject([404, [{ code: 2007 }]]);
    }
  });
});
