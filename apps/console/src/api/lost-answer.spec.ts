import { AnswerLost, isUnclear, orLook, orTell, untilKnown } from './lost-answer';
import { CallFailed } from './problem';

const LOST = new CallFailed(0, []);
const BROKEN_OFF = new CallFailed(200, []);
const REFUSED = new CallFailed(409, [{ code: 2002, message: 'It was decided on.' }]);
const UNDER_WAY = new CallFailed(409, [{ code: 2102, message: 'In progress.' }], { retryAfterSeconds: 7 });

/** Fails as told, then answers; notes how often it was called and how long was waited. */
function server(...failures: readonly CallFailed[]) {
  const waits: number[] = [];
  let calls = 0;
  return {
    waits,
    calls: () => calls,
    send: async () => {
      const failure = failures[calls];
      calls += 1;
      await Promise.resolve();
      if (failure) throw failure;
      return 'done';
    },
    wait: async (milliseconds: number) => void waits.push(milliseconds),
  };
}

describe('a write of which the answer was lost', () => {
  it('is repeated with its key until the answer comes', async () => {
    const { send, wait, waits, calls } = server(LOST, BROKEN_OFF, UNDER_WAY);
    expect(await untilKnown(send, { wait })).toBe('done');
    expect(calls()).toBe(4);
    expect(waits).toEqual([500, 1_500, 7_000]);
  });

  it('is told as not known when none comes, and never as not done', async () => {
    const { send, wait } = server(LOST, LOST, LOST, LOST);
    await expect(untilKnown(send, { wait })).rejects.toThrow(AnswerLost);
    await expect(untilKnown(server(LOST, LOST, LOST, LOST).send, { wait })).rejects.toThrow('cannot happen twice');
  });

  it('is not known either when the next try is turned away before it is looked at', async () => {
    for (const status of [401, 403, 404, 429]) {
      const { send, wait } = server(LOST, new CallFailed(status, []));
      await expect(untilKnown(send, { wait })).rejects.toThrow(AnswerLost);
      const away = new CallFailed(status, []);
      await expect(untilKnown(server(away).send, { wait })).rejects.toBe(away);
      await expect(untilKnown(server(away).send, { wait, afterLost: true })).rejects.toThrow(AnswerLost);
    }
  });

  it('is not repeated once it is refused', async () => {
    const { send, wait, calls } = server(LOST, REFUSED);
    await expect(untilKnown(send, { wait })).rejects.toBe(REFUSED);
    expect(calls()).toBe(2);
  });

  it('is looked for where it has no key, and sent once', async () => {
    const { send, wait, calls } = server(LOST);
    expect(await orLook(send, async () => 'seen', wait)).toBe('seen');
    expect(calls()).toBe(1);
    await expect(orLook(server(LOST).send, async () => undefined, wait)).rejects.toThrow('nothing was changed');
    await expect(orLook(server(LOST).send, () => Promise.reject(LOST), wait)).rejects.toThrow('may have been done or not');
    await expect(orLook(server(LOST).send, () => Promise.reject(new AnswerLost('Rotate it.')), wait)).rejects.toThrow('Rotate it.');
    await expect(orLook(server(REFUSED).send, async () => 'seen', wait)).rejects.toBe(REFUSED);
  });

  it('is told in words of its own where nobody can see whether it was done', async () => {
    await expect(orTell(server(LOST).send, 'Do it again.')).rejects.toThrow('Do it again.');
    await expect(orTell(server(REFUSED).send, 'Do it again.')).rejects.toBe(REFUSED);
  });

  it.each([
    [0, true],
    [200, true],
    [502, true],
    [503, true],
    [401, false],
    [409, false],
    [429, false],
  ])('may be one that ended with status %s: %s', (status, expected) => {
    expect(isUnclear(new CallFailed(status, []))).toBe(expected);
  });
});
