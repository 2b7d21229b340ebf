import { GRANTS } from '@countersign/engine';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { ROUTE_RULES } from '../../test-support/route-rules';
import { callOf, nowhere, personOf } from '../../test-support/two-orgs';

/** Writes that are told all they need by their URL, or can be. */
const WITHOUT_BODY = Object.entries(ROUTE_RULES).filter(([route, { body }]) => !route.startsWith('GET ') && body === undefined);

/** Its body may be left out, but one that is sent is read. */
const MAY_HAVE_A_REASON = 'POST /api_gateway/v2/request-workflow/requests/:requestId/withdraw:';

describe('a body that a call does not read', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const send = async (body: string): Promise<string[]> => {
    const answers: string[] = [];
    for (const [route, rule] of WITHOUT_BODY) {
      const call = callOf(route, rule, nowhere(0), personOf(0, 'a stranger', GRANTS));
      const { status, text } = await gateway.call({ ...call, body });
      answers.push(`${route}: ${status} ${text}`);
    }
    return answers;
  };

  it('is refused by the name of its field, and not ignored', async () => {
    const answers = await send('{"state":"delivered"}');
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter((answer) => !answer.includes(': 400 ') || !answer.includes('Field state is not known here'))).toEqual([]);
  });

  it.each(['{}', 'null', ' null '])('may be empty where nothing is needed: %p', async (nothing) => {
    const refused = (await send(nothing)).filter((answer) => answer.includes(': 400 ') && !answer.includes('oauth/token'));
    expect(refused.filter((answer) => nothing === '{}' || !answer.startsWith(MAY_HAVE_A_REASON))).toEqual([]);
  });
});
