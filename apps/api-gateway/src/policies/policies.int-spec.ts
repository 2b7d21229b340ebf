import { NOTIFICATION_STORE, type NotificationStore } from '@countersign/engine';
import { codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { execute, goodwill, submit } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, OTHER_CONFIGURATOR } from '../../test-support/tokens';
import { policyHistorySchema } from './policies.openapi';

const URL = '/policies/GOODWILL-POINTS';

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
    expect(await history()).toEqual({ active: { version: 0, status: 'active', autoApproval: { mode: 'off' } }, versions: [] });
  });

  it('hold once a second person agrees, and not before', async () => {
    const proposed = await propose({ autoApproval: { mode: 'up-to', amount: 50 }, config: { upperCap: 500 }, expiresAfterHours: 72 });
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

  it('say who is told by e-mail, and warn where nobody sends', async () => {
    const body = { autoApproval: { mode: 'off' }, notifications: { emails: ['desk@shop.example'], remindAfterHours: 4 } };
    const proposed = await propose(body);
    expect(proposed.json).toMatchObject({ data: { notifications: body.notifications }, warnings: [{ reference: '/notifications' }] });
    expect(textAt(proposed, 'warnings', '0', 'message')).toMatch(/SMTP_URL/);
    await gateway.app.get<NotificationStore>(NOTIFICATION_STORE).announceSender();
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
    const proposed = await propose({ autoApproval: { mode: 'on' } });
    const declined = await decide(proposed.json['data']?.['version'], 'decline');
    expect(declined.json['data']).toMatchObject({ status: 'declined' });
    expect((await history()).versions[0]).toMatchObject({ status: 'declined' });
  });

  it('are closed to those without CanConfigureWorkflows', async () => {
    const answer = await propose({ autoApproval: { mode: 'on' } }, CHECKER);
    expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });

  it.each([
    ['an unknown mode', { autoApproval: { mode: 'maybe' } }, '/autoApproval/mode'],
    ['up-to without an amount', { autoApproval: { mode: 'up-to' } }, '/autoApproval/amount'],
    ['an unknown field', { autoApproval: { mode: 'on' }, quorum: 0 }, '/quorum'],
    ['a setting that the type does not have', { autoApproval: { mode: 'on' }, config: { cap: 1 } }, '/config'],
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
