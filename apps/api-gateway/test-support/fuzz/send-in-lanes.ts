import type { TestGateway } from '../gateway';
import { tokenOf, type TestPerson } from '../tokens';
import type { FuzzedCall } from './fuzzed-calls';
import type { FuzzedAnswer } from './judge-answer';

const LANES = 24;

/** Sends all calls, many at once, each in its turn; the answers stand in the order of the calls. */
export async function sendInLanes({ app }: TestGateway, calls: readonly FuzzedCall[], lanes = LANES): Promise<readonly FuzzedAnswer[]> {
  const tokens = new Map<TestPerson, string>();
  for (const { as } of calls) if (as && !tokens.has(as)) tokens.set(as, await tokenOf(as));
  const answers: FuzzedAnswer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < calls.length) {
      const index = next++;
      const call = calls[index];
      if (call) answers[index] = await send(app, call, tokens);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

async function send(app: TestGateway['app'], call: FuzzedCall, tokens: ReadonlyMap<TestPerson, string>): Promise<FuzzedAnswer> {
  const { operation, url, as, headers, body } = call;
  const token = as && tokens.get(as);
  const answer = await app.inject({
    method: operation.method.toUpperCase() as 'GET',
    url,
    headers: { ...(token !== undefined && { 'x-cap-ui-auth-token': token }), ...headers },
    ...(body !== undefined && { payload: body }),
  });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
}
