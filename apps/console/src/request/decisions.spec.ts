import type { RequestView } from '../api/request-view';
import { decideUntilKnown } from './decisions';
import type { HeldBack } from './sent-decisions';

let person = 'Chen';
jest.mock('../signed-in/session-store', () => ({
  currentSession: () => ({ token: `of ${person}`, orgId: 0, user: { id: person.length } }),
  endSession: () => undefined,
}));

const requestOf = (requestId: string) => ({ requestId, details: { payloadDigest: '' } }) as RequestView;
const INTENT = { verdict: 'approved', comment: 'ok', requests: [requestOf('a'), requestOf('b')], key: 'key-1' } as const;
const HELD: HeldBack = { reason: 'Used before', advice: '' };
const LATER_MS = 30_000;

interface SentCall {
  readonly token: string;
  readonly requestIds: readonly string[];
}

/** The calls that reach a gateway that answers like this, one after the other. */
function gateway(...answers: readonly (() => Response)[]): readonly SentCall[] {
  const calls: SentCall[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    const { decisions } = JSON.parse(init?.body as string) as { readonly decisions: readonly { readonly requestId: string }[] };
    calls.push({
      token: new Headers(init?.headers).get('X-CAP-UI-AUTH-TOKEN') ?? '',
      requestIds: decisions.map(({ requestId }) => requestId),
    });
    return Promise.resolve((answers[calls.length - 1] ?? lost)());
  });
  return calls;
}
const lost = () => new Response('', { status: 503 });
const counted =
  (...requestIds: readonly string[]) =>
  () => {
    const results = requestIds.map((requestId) => ({ requestId, status: 200, replayed: false, data: requestOf(requestId), errors: null }));
    return new Response(JSON.stringify({ data: { results } }), { status: 207 });
  };

/** All waits are over at once. */
async function decided(lookAgain: () => Promise<ReadonlyMap<string, HeldBack>>) {
  const end = decideUntilKnown(INTENT, () => true, lookAgain).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(LATER_MS);
  return end;
}

describe('a decision that got no answer', () => {
  beforeEach(() => {
    person = 'Chen';
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is never repeated by whoever has signed in while it was looked at again', async () => {
    const calls = gateway();
    const end = await decided(() => {
      person = 'Somebody else';
      return Promise.resolve(new Map());
    });
    expect(end).toMatchObject({ name: 'AnswerLost' });
    expect(calls.map(({ token }) => token)).toEqual(['of Chen']);
  });

  it('is repeated for those alone that are not held back', async () => {
    const calls = gateway(lost, counted('b'));
    const end = await decided(() => Promise.resolve(new Map([['a', HELD]])));
    expect(calls.map(({ requestIds }) => requestIds)).toEqual([['a', 'b'], ['b']]);
    expect(end).toMatchObject({ results: [{ requestId: 'b' }], repeated: new Set(['b']), held: new Map([['a', HELD]]) });
  });

  it('is repeated for those alone whose results are not clear', async () => {
    const calls = gateway(counted('a'), counted('b'));
    const end = await decided(() => Promise.resolve(new Map()));
    expect(calls.map(({ requestIds }) => requestIds)).toEqual([['a', 'b'], ['b']]);
    expect(end).toMatchObject({ results: [{ requestId: 'a' }, { requestId: 'b' }], repeated: new Set(['b']) });
  });

  it('takes nothing back that is known when its repetition is refused', async () => {
    gateway(counted('a'), () => new Response('{"errors":[{"code":2001,"message":"No grant."}]}', { status: 403 }));
    expect(await decided(() => Promise.resolve(new Map()))).toMatchObject({ results: [{ requestId: 'a' }], repeated: new Set(['b']) });
  });

  it('says why when none of it may be repeated', async () => {
    const held = new Map(INTENT.requests.map(({ requestId }) => [requestId, HELD]));
    const calls = gateway();
    expect(await decided(() => Promise.resolve(held))).toMatchObject({
      name: 'AnswerLost',
      message: 'The first time it may have been received or not. This time it was not sent: look at it again. Used before.',
    });
    expect(calls).toHaveLength(1);
  });
});
