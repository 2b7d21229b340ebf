import { call } from './call';

jest.mock('../session/session-store', () => ({ currentSession: () => undefined, endSession: () => undefined }));

const KEYED = { method: 'PUT', headers: { 'Idempotency-Key': 'k-1' }, body: { a: 1 } } as const;
const DONE = () => Promise.resolve(new Response('{"data":"done"}', { status: 200 }));
const LOST = () => Promise.reject(new TypeError('Failed to fetch'));
const BUSY = () => Promise.resolve(new Response('{"errors":[{"code":2102,"message":"Under way."}]}', { status: 409 }));
/** Headers came, and then nothing more. */
const BROKEN_OFF = () =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        start: (controller) => controller.error(new TypeError('network error')),
      }),
    ),
  );

describe('a call of which no answer comes', () => {
  const sent: { readonly url: string; readonly key: string | null }[] = [];
  const serving = (...answers: readonly (() => Promise<Response>)[]) => {
    sent.length = 0;
    let at = 0;
    jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      sent.push({ url: typeof url === 'string' ? url : '', key: new Headers(init?.headers).get('Idempotency-Key') });
      return (answers[at++] ?? LOST)();
    });
  };
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true, doNotFake: ['performance'] }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const ended = async (asked: Promise<unknown>) => {
    const result = asked.then(
      (answer) => ({ answer, words: '' }),
      (error: unknown) => ({ answer: undefined, words: error instanceof Error ? error.message : '' }),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    return result;
  };

  it.each([
    ['was lost', LOST],
    ['broke off', BROKEN_OFF],
    ['is still under way', BUSY],
  ])('is repeated with the same key where a change %s, and told as it is', async (_how, first) => {
    serving(first, DONE);
    expect((await ended(call('/x', KEYED))).answer).toEqual({ data: 'done' });
    expect(sent).toEqual([
      { url: '/x', key: 'k-1' },
      { url: '/x', key: 'k-1' },
    ]);
  });

  it('never says that nothing was changed where that is not known', async () => {
    serving();
    expect((await ended(call('/x', KEYED))).words).toBe(
      'The server cannot be reached. It is not known whether this was done. Try again: it is never done twice.',
    );
    expect(sent).toHaveLength(3);
    expect((await ended(call('/x', { method: 'DELETE' }))).words).toMatch(/not known whether this was done. Look how it stands/);
    expect((await ended(call('/x'))).words).toBe('The server cannot be reached. Try again in a moment.');
  });

  it('is not repeated where the gateway refused it', async () => {
    serving(() => Promise.resolve(new Response('{"errors":[{"code":2002,"message":"Too late."}]}', { status: 409 })));
    expect((await ended(call('/x', KEYED))).words).toBe('Too late.');
    expect(sent).toHaveLength(1);
  });
});

describe('a call that hangs', () => {
  afterEach(() => jest.restoreAllMocks());

  it('ends in time, in words', async () => {
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    jest.spyOn(globalThis, 'fetch').mockImplementation((_url, init) => {
      init?.signal?.throwIfAborted();
      return new Promise(() => undefined);
    });
    await expect(call('/x')).rejects.toThrow('The server did not answer in time. Try again in a moment.');
  });
});
