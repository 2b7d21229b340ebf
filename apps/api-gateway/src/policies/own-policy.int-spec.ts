import { type PastSubmission, POLICY_HISTORY, type PolicyHistory } from '@countersign/engine';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { goodwill, REQUESTS, submit } from '../../test-support/requests';
import { MAKER, type TestPerson } from '../../test-support/tokens';
import { simulationAnswerSchema } from './simulation.openapi';

const person = (id: number, ...grants: unknown[]): TestPerson => ({ id, name: `person ${id}`, orgs: { '0': grants } });
const PROPOSER = person(3201, 'CanConfigureWorkflows', 'CanMakeRequest');
const APPROVER = person(3202, 'CanConfigureWorkflows', 'CanMakeRequest');
const THIRD = person(3203, 'CanConfigureWorkflows', 'CanMakeRequest');
const TYPE = 'GOODWILL-POINTS';
const ON = { autoApproval: { mode: 'on' }, uncapped: true };

describe('a policy that approves without a checker', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const propose = (body: object, as = PROPOSER): Promise<Answer> => gateway.call({ method: 'PUT', url: `/policies/${TYPE}`, as, body });
  const agree = async (body: object, proposer = PROPOSER, approver = APPROVER): Promise<Answer> => {
    const version = (await propose(body, proposer)).json['data']?.['version'] as unknown as number;
    const answer = await gateway.call({
      method: 'POST',
      url: `/policies/${TYPE}/${version}/approve`,
      as: approver,
    });
    expect(answer.status).toBe(200);
    return answer;
  };
  let number = 0;
  const ask = (as: TestPerson): Promise<Answer> => {
    number += 1;
    return submit(gateway, goodwill(`OWN-${number}`, '5').replace('5001001', String(5_100_000 + number)), {
      as,
      type: TYPE,
      headers: { prefer: 'respond-async' },
    });
  };
  const approvalOf = ({ json }: Answer) => json['data']?.['details']?.['approval'];
  const past = async (): Promise<readonly PastSubmission[]> =>
    (await gateway.app.get<PolicyHistory>(POLICY_HISTORY).read(0, 'GOODWILL_POINTS', 2)).submissions;

  it('sends what its proposer and its approver ask for to a checker, says why, and approves what others ask for', async () => {
    await agree(ON);
    for (const author of [PROPOSER, APPROVER])
      expect(approvalOf(await ask(author))).toMatchObject({ verdict: 'checker', quorum: 1, warnings: ['own-policy'] });
    expect(approvalOf(await ask(MAKER))).toMatchObject({ verdict: 'auto' });
    expect(approvalOf(await ask(THIRD))).toMatchObject({ verdict: 'auto' });
  });

  it('does so only under the version in which they have a part', async () => {
    await agree(ON, THIRD, APPROVER);
    expect(approvalOf(await ask(PROPOSER))).toMatchObject({ verdict: 'auto' });
    for (const author of [THIRD, APPROVER]) expect(approvalOf(await ask(author))).toMatchObject({ verdict: 'checker' });
    await agree(ON);
  });

  it('sends what an API client asks for to a checker when one of them knows its secret', async () => {
    const verdictOf = async (creator: TestPerson) => {
      const made = await gateway.call({
        method: 'POST',
        url: '/v3/apiClients',
        as: creator,
        body: { name: `of ${creator.id}`, grants: ['CanMakeRequest'] },
      });
      const authorization = `Basic ${Buffer.from(`${textAt(made, 'data', 'key')}:${textAt(made, 'data', 'secret')}`).toString('base64')}`;
      const headers = { authorization, 'x-cap-api-auth-org-id': '0', prefer: 'respond-async' };
      number += 1;
      const body = goodwill(`OWN-C-${number}`, '5').replace('5001001', String(5_100_000 + number));
      return approvalOf(await gateway.call({ method: 'POST', url: `${REQUESTS}/${TYPE}`, headers, body }));
    };
    expect(await verdictOf(APPROVER)).toMatchObject({ verdict: 'checker', warnings: ['own-policy'] });
    expect(await verdictOf(THIRD)).toMatchObject({ verdict: 'auto' });
  });

  it('gives the recorded verdicts again with the recorded facts, and a draft is not simulated for who drafts it', async () => {
    const own = (await past()).filter(({ facts }) => facts.ownPolicy);
    expect(own.length).toBeGreaterThanOrEqual(4);
    for (const { verdict } of own) expect(verdict).toMatchObject({ kind: 'checkers', ownPolicy: true });
    const simulate = async (as: TestPerson) => {
      const body = { policy: { autoApproval: { mode: 'on' } }, days: 2 };
      const answer = await gateway.call({ method: 'POST', url: `/policies/${TYPE}/simulate`, as, body });
      return simulationAnswerSchema.parse(answer.json).data;
    };
    const ofThird = await simulate(THIRD);
    expect(ofThird.notReproduced).toEqual([]);
    const asked = (await past()).filter(({ makerId, otherMakerIds = [] }) => [makerId, ...otherMakerIds].includes(THIRD.id));
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(ofThird.draft.toCheckers).toBe(asked.length);
  });

  it('is not proposed without any cap unless that is said, which both persons then see', async () => {
    for (const autoApproval of [{ mode: 'on' }, { mode: 'up-to', amount: 5 }])
      for (const dailyCaps of [undefined, {}]) {
        const answer = await propose({ autoApproval, ...(dailyCaps && { dailyCaps }) });
        expect([codesOf(answer), answer.json['errors']]).toMatchObject([[400, 2008], [{ reference: '/uncapped' }]]);
      }
    const warning = { reference: '/autoApproval', message: expect.stringContaining('Nothing caps') as string };
    const proposed = await propose(ON);
    expect(proposed.json).toMatchObject({ data: { uncapped: true }, warnings: [warning] });
    expect((await agree(ON)).json).toMatchObject({ data: { uncapped: true }, warnings: [warning] });
    const history = await gateway.call({ url: `/policies/${TYPE}`, as: APPROVER });
    expect(history.json['data']).toMatchObject({ active: { uncapped: true }, proposals: [{ uncapped: true }] });
  });

  it.each([
    [{ org: { requests: 9_007_199_254_740_991 } }, '/dailyCaps/org/requests'],
    [{ maker: { requests: 1_000_001 } }, '/dailyCaps/maker/requests'],
    [{ customer: { requests: 5, amount: 1_000_000_001 } }, '/dailyCaps/customer/amount'],
  ])('is capped by no cap that is out of all bounds: %j', async (dailyCaps, reference) => {
    const answer = await propose({ autoApproval: { mode: 'on' }, dailyCaps });
    expect([codesOf(answer), answer.json['errors']]).toMatchObject([[400, 2008], [{ reference }]]);
    expect((await propose({ autoApproval: { mode: 'on' }, dailyCaps: { org: { requests: 1_000_000 } } })).status).toBe(200);
  });

  it('is not called uncapped where it is capped, or where it approves nothing', async () => {
    const dailyCaps = { org: { requests: 100 } };
    for (const body of [
      { ...ON, dailyCaps },
      { autoApproval: { mode: 'off' }, uncapped: true },
    ])
      expect(codesOf(await propose(body))).toEqual([400, 2008]);
    const capped = await propose({ autoApproval: { mode: 'on' }, dailyCaps });
    expect([capped.status, capped.json['warnings']]).toEqual([200, undefined]);
  });
});
