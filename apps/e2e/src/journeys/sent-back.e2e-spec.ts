import { MailServer, waitFor } from '@countersign/local-servers';
import { jsonOf } from '../support/http';
import { customer, ENTITY, redemption } from '../support/submissions';
import { CHECKER, dataOf, OTHER_CHECKER, WORKFLOW } from '../support/test-org';
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

  it('of a hundred that are decided in one call comes to what its own decision says, and takes effect once or never', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const submissions = Array.from({ length: 100 }, (_, index) => redemption(customer((index % 50) + 1), { points_redeemed: '1' }));
    const requests = (await Promise.all(submissions.map((submission) => org.submit(submission)))).map(dataOf);
    const requestIds = requests.map(({ requestId }) => requestId);
    const [gone, ...others] = requestIds;
    await org.call({ method: 'POST', path: `${WORKFLOW}/requests/${gone}/withdraw` });
    const verdictOf = (index: number) => (index % 10 === 8 ? 'rejected' : index % 10 === 9 ? 'sent-back' : 'approved');
    const decisions = requests.map(({ requestId, details: { payloadDigest } }, index) => {
      return { requestId, payloadDigest, decision: verdictOf(index), comment: `looked at ${index}` };
    });
    const answer = await org.call({ method: 'POST', path: `${WORKFLOW}/decisions`, body: { decisions }, as: CHECKER });
    const { data } = jsonOf(answer) as { data: { results: { requestId: string; status: number }[]; decided: number; refused: number } };
    expect([answer.status, data.decided, data.refused]).toEqual([207, 99, 1]);
    expect(data.results.map(({ requestId }) => requestId)).toEqual(requestIds);
    expect(data.results[0]?.status).toBe(409);

    const ended = await Promise.all(others.map(async (requestId) => (await subscriber.eventsOf(requestId, 2))[1]?.data));
    const end = { approved: 'approved', rejected: 'rejected', 'sent-back': 'rejected' } as const;
    expect(ended.map((told) => [told?.currentRequestState, told?.comment])).toEqual(
      others.map((_, index) => [end[verdictOf(index + 1)], `looked at ${index + 1}`]),
    );
    const effects = (await on.loyalty.effects()).filter(({ orgId }) => orgId === org.id).map(({ idempotencyKey }) => idempotencyKey);
    const approved = requestIds.filter((_, index) => index > 0 && verdictOf(index) === 'approved');
    expect(effects.toSorted()).toEqual(approved.map((requestId) => `${org.id}-${requestId}`).toSorted());
  });
});
