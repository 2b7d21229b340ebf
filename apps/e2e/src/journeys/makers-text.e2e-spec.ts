import { LoyaltyRecorder } from '../support/loyalty-recorder';
import { dataOf, type TestOrg, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const ORG = 77;
const CREDENTIALS = 'Basic only-the-worker-knows';

/** Spelled as no JSON library would: order, blanks, escapes and 20.0. */
const BODY =
  '{ "source":"API", "points": 20.0,"earningEntityId":5001001 , "referenceId":"TEXT-1","reason":"caf\\u00e9 \\/ late",' +
  '"baseType":"POINTS","programId":7001,"awardingTillId":900104,"earningEntityType":"CUSTOMER"}';
const CALL = `{"hostname":"http://169.254.169.254","path":"/internal/goodwill/","method":"POST","pathParams":{},"headers":{"Authorization":"Basic the-makers-own"},"queryParams":{},"body":${BODY}}`;
const SUBMISSION = `{"entityInfo":{"tillId":"900104"},"payload":{"IntouchAPITask-Payload":${CALL}}}`;

describe('what a maker writes', () => {
  let recorder: LoyaltyRecorder;
  let on: TestStack;
  let org: TestOrg;
  beforeAll(async () => {
    recorder = await LoyaltyRecorder.start();
    const connectors = JSON.stringify({ [ORG]: { baseUrl: recorder.url, authorization: CREDENTIALS } });
    on = await TestStack.start({ env: { worker: { LOYALTY_CONNECTORS: connectors } } });
    org = on.org(ORG);
  });
  afterAll(async () => {
    await on.stop();
    await recorder.close();
  });

  it('reaches the answer, the loyalty call and the events letter by letter, and never chooses where the call goes', async () => {
    const subscriber = await org.subscribe();
    const created = await org.call({ method: 'POST', path: `${WORKFLOW}/GOODWILL-POINTS`, body: SUBMISSION });
    const { requestId } = dataOf(created);
    const decided = await org.decide('GOODWILL-POINTS', requestId, 'approved', { headers: { prefer: 'wait=20' } });
    expect(dataOf(decided).state).toBe('approved');
    const read = await org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestId}` });
    const listed = await org.call({ method: 'GET', path: `${WORKFLOW}/requests` });
    for (const { text } of [created, decided, read, listed]) {
      expect(text).toContain(`"body":${BODY}`);
      expect(text).not.toMatch(/169\.254|the-makers-own|hostname/);
    }

    expect(recorder.calls).toHaveLength(1);
    const [call] = recorder.calls;
    expect(call).toMatchObject({ method: 'POST', url: '/internal/goodwill/', body: BODY });
    expect(call?.headers).toMatchObject({ authorization: CREDENTIALS, 'idempotency-key': `${ORG}-${requestId}` });

    await subscriber.eventsOf(requestId, 2);
    for (const { body } of subscriber.deliveriesOf(requestId)) expect(body).toContain(`"requestAttributes":{"body":${BODY}}`);
  });
});
