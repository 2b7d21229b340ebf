import { call } from './call';

let token: string | undefined;
const ended: string[] = [];
jest.mock('../signed-in/session-store', () => ({
  currentSession: () => (token === undefined ? undefined : { token, orgId: 0 }),
  endSession: () => ended.push(token ?? 'none'),
}));

describe('a call of which no answer comes', () => {
  afterEach(() => jest.restoreAllMocks());

  it('fails as one that did not reach the server when the answer breaks off after its headers', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) });
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(broken));
    await expect(call('/x')).rejects.toMatchObject({ status: 0, message: 'The server cannot be reached. Try again in a moment.' });
  });

  it('is told in the words of the gateway alone, whatever stands between has added', async () => {
    const errors = [{ code: 2109, message: 'Too many calls.', status: false, reference: null }, null, 'no', { code: 'x' }];
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify({ data: null, errors }), { status: 429 }));
    await expect(call('/x')).rejects.toMatchObject({ status: 429, problems: [{ code: 2109, message: 'Too many calls.' }] });
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"errors":"none"}', { status: 502 }));
    await expect(call('/x')).rejects.toMatchObject({
      status: 502,
      problems: [],
      message: 'The server answered 502. Try again in a moment.',
    });
  });

  it.each(['{}', 'null', '[]', 'true', '<html>', '{"data":null}', '{"data":true}'])(
    'is not what something in between says: %s',
    async (text) => {
      jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(text)));
      await expect(call('/x')).rejects.toMatchObject({ status: 200, problems: [] });
    },
  );

  it('ends in time, in words, where it hangs', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    jest.spyOn(globalThis, 'fetch').mockImplementation((_url, init) => {
      init?.signal?.throwIfAborted();
      return new Promise(() => undefined);
    });
    await expect(call('/x')).rejects.toThrow('The server did not answer in time. Try again in a moment.');
    await expect(call('/x', { patienceMs: 35_000 })).rejects.toThrow('The server did not answer in time.');
    expect(timeout.mock.calls).toEqual([[15_000], [35_000]]);
  });
});

describe('a refused token', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    token = undefined;
  });

  it('ends the session that has it, and not the one of whoever has signed in since', async () => {
    const refusedAfter = (meanwhile: () => void) =>
      jest.spyOn(globalThis, 'fetch').mockImplementation(() => {
        meanwhile();
        return Promise.resolve(new Response('{"errors":[]}', { status: 401 }));
      });
    token = 'of Chen';
    refusedAfter(() => (token = 'of Cleo'));
    await expect(call('/x')).rejects.toMatchObject({ status: 401 });
    expect(ended).toEqual([]);
    refusedAfter(() => undefined);
    await expect(call('/x')).rejects.toMatchObject({ status: 401 });
    expect(ended).toEqual(['of Cleo']);
  });
});
