import { MailServer, waitFor } from '@countersign/local-servers';
import { customer, ENTITY, redemption } from '../support/submissions';
import { dataOf, OTHER_CHECKER, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const DESK = 'desk@shop.example';

describe('a request', () => {
  let mail: MailServer;
  let on: TestStack;
  beforeAll(async () => {
    mail = await MailServer.start();
    on = await TestStack.start({
      env: { worker: { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, SMTP_FROM: 'countersign@shop.example' } },
    });
  });
  beforeEach(() => mail.forget());
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });

  const subjectsOf = (requestId: string): string[] =>
    mail.mails.filter(({ text }) => text.includes(requestId)).map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1] ?? '');

  it('that was sent back is submitted again, approved and executed once', async () => {
    const org = on.org();
    const subscriber = await org.subscribe({ payload: 'extended' });
    const submission = redemption(customer(1));
    const earlierId = await org.submitted(submission);
    const sentBack = await org.decide(submission.type, earlierId, 'sent-back', { comment: 'ninety, please' });
    expect(dataOf(sentBack)).toMatchObject({ state: 'rejected', details: { outcome: { kind: 'sent-back' } } });
    const [, event] = await subscriber.eventsOf(earlierId, 2);
    expect(event?.data).toMatchObject({ currentRequestState: 'rejected', comment: 'ninety, please', outcome: { kind: 'sent-back' } });

    const mended = redemption(customer(1), { points_redeemed: '90' });
    const body = { entityInfo: ENTITY, payload: { 'IntouchAPITask-Payload': mended.call } };
    const answer = await org.call({ method: 'POST', path: `${WORKFLOW}/requests/${earlierId}/resubmit`, body });
    const { requestId } = dataOf(answer);
    expect(dataOf(answer)).toMatchObject({ state: 'AdminTask', details: { resubmissionOf: earlierId } });
    const approved = await org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'wait=20' } });
    expect(dataOf(approved)).toMatchObject({ state: 'approved', details: { resubmissionOf: earlierId } });
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    expect(await org.callsOf(earlierId)).toEqual([]);
  });

  it('tells the people whom the policy names, and reminds them once of what waits', async () => {
    const org = on.org();
    await org.agreeOnPolicy('POINTS-REDEMPTION', { autoApproval: { mode: 'off' }, notifications: { emails: [DESK], remindAfterHours: 4 } });
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await waitFor(() => subjectsOf(requestId).length === 1, { what: 'the e-mail', deadlineMs: 30_000, every: 50 });
    await on.sql(`update reminder set due_at = clock_timestamp() where request_id = $1`, [requestId]);
    await waitFor(() => subjectsOf(requestId).length >= 2, { what: 'the reminder', deadlineMs: 30_000, every: 50 });
    await on.rounds('remind_checkers', 3);
    expect(subjectsOf(requestId)).toEqual([
      'Points redemption: request waits for a checker',
      'Points redemption: request still waits for a checker (reminder 1)',
    ]);
    const read = await org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestId}` });
    expect(dataOf(read)).toMatchObject({ state: 'AdminTask', details: { reminders: 1 } });
    await org.decide(submission.type, requestId, 'rejected', { as: OTHER_CHECKER });
    await waitFor(() => subjectsOf(requestId).length === 3, { what: 'the e-mail of the end', deadlineMs: 30_000, every: 50 });
    expect(mail.mails.every(({ to }) => to.length === 1 && to[0] === DESK)).toBe(true);
    expect(mail.mails.some(({ text }) => text.includes(customer(1).mobile))).toBe(false);
  });
});
