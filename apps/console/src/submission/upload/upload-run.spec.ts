import { CallFailed } from '../../api/problem';
import type { RequestView } from '../../api/request-view';
import { type RunRow, UploadRun } from './upload-run';

const ROWS: readonly RunRow[] = Array.from({ length: 20 }, (_, index) => ({ line: index + 2, text: `${index}`, key: `key-${index}` }));
const request = { requestId: 'r' } as RequestView;

function ended(run: UploadRun, phases: readonly string[] = ['done']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (phases.includes(run.state().phase)) resolve();
    };
    run.subscribe(look);
    look();
  });
}

/** Nothing here waits for more than promises that are kept at once. */
function everythingUnderWay(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 0));
}

/** A gateway that answers each try of a row as told. */
function gateway(answer: (line: number, tries: number) => CallFailed | undefined, isKnown: (line: number) => boolean = () => false) {
  const tries = new Map<number, number>();
  const waits: number[] = [];
  let inFlight = 0;
  let most = 0;
  return {
    tries,
    waits,
    most: () => most,
    means: {
      submit: async ({ line }: RunRow) => {
        most = Math.max(most, (inFlight += 1));
        await Promise.resolve();
        inFlight -= 1;
        const count = (tries.get(line) ?? 0) + 1;
        tries.set(line, count);
        const failure = answer(line, count);
        if (failure) throw failure;
        return { request, isReplay: isKnown(line) };
      },
      wait: async (milliseconds: number) => void waits.push(milliseconds),
    },
  };
}

describe('the upload of a file', () => {
  it.each([
    [0, 'silence'],
    [502, 'silence'],
    [429, 'busy'],
  ])('tells a server that is silent from one that asks to slow down: status %d', async (status, by) => {
    const { means } = gateway((_line, tries) => (tries === 1 ? new CallFailed(status, []) : undefined));
    const seen = new Set<string | undefined>();
    const run = new UploadRun(ROWS.slice(0, 1), means);
    run.subscribe(() => seen.add(run.state().heldUpBy));
    run.resume();
    await ended(run);
    expect(seen).toEqual(new Set([undefined, by]));
  });

  it('submits each row once, at most four at a time', async () => {
    const { means, tries, most } = gateway(() => undefined);
    const run = new UploadRun(ROWS, means);
    run.resume();
    run.resume();
    await ended(run);
    expect(run.state()).toMatchObject({ submitted: 20, earlier: 0, refused: 0 });
    expect([...tries.values()].every((count) => count === 1)).toBe(true);
    expect(most()).toBe(4);
  });

  it('waits as long as the gateway asks, and tries the same row again', async () => {
    const { means, waits } = gateway((line, tries) =>
      line === 3 && tries === 1 ? new CallFailed(429, [], { retryAfterSeconds: 7 }) : undefined,
    );
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run);
    expect(waits).toEqual([7_000]);
    expect(run.state().submitted).toBe(20);
  });

  it('counts what an upload before has submitted by itself, and not what its own lost try has', async () => {
    const { means } = gateway(
      (line, tries) => (line === 2 && tries === 1 ? new CallFailed(0, []) : undefined),
      (line) => line <= 5,
    );
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run);
    expect(run.state()).toMatchObject({ submitted: 20, earlier: 3 });
    expect(run.state().unknown.size).toBe(0);
  });

  it('takes for its own what was received before it had to stop', async () => {
    let isBack = false;
    const { means } = gateway(
      (line) => (line === 4 && !isBack ? new CallFailed(0, []) : undefined),
      (line) => line === 4,
    );
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run, ['unreachable']);
    await everythingUnderWay();
    isBack = true;
    run.resume();
    await ended(run);
    expect(run.state()).toMatchObject({ submitted: 20, earlier: 0 });
  });

  it('keeps in mind of which rows no answer came', async () => {
    const { means } = gateway((line) => (line === 4 ? new CallFailed(0, []) : undefined));
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run, ['unreachable']);
    expect([...run.state().unknown]).toEqual([4]);
  });

  it('keeps in mind that a row may be there, also when its next try is turned away', async () => {
    const away = new CallFailed(403, [{ code: 2001, message: 'CanMakeRequest is missing.' }]);
    const { means } = gateway((line, tries) => (line === 4 ? (tries === 1 ? new CallFailed(0, []) : away) : line === 5 ? away : undefined));
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run);
    expect([...run.state().unknown]).toEqual([4]);
    expect([4, 5].map((line) => run.state().outcomes.get(line))).toMatchObject([
      { kind: 'refused', message: 'It may have been received the first time. This time: CanMakeRequest is missing.' },
      { kind: 'refused', message: 'CanMakeRequest is missing.' },
    ]);
  });

  it('keeps what was refused, with the reason, and goes on', async () => {
    const problem = { code: 2111, message: 'The cap is reached.' };
    const { means } = gateway((line) => (line % 2 === 0 ? new CallFailed(409, [problem]) : undefined));
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run);
    expect(run.state()).toMatchObject({ submitted: 10, refused: 10 });
    expect(run.state().outcomes.get(2)).toMatchObject({ kind: 'refused', message: 'The cap is reached.' });
  });

  it('loses no row when the gateway is away for a long time', async () => {
    let isAway = true;
    const { means } = gateway(() => (isAway ? new CallFailed(0, []) : undefined));
    const run = new UploadRun(ROWS, means);
    run.resume();
    await ended(run, ['unreachable']);
    await everythingUnderWay();
    expect(run.state().outcomes.size).toBe(0);
    isAway = false;
    run.resume();
    await ended(run);
    expect(run.state().submitted).toBe(20);
  });

  it('begins nothing more once it is paused or cancelled', async () => {
    const { means, tries } = gateway(() => undefined);
    const run = new UploadRun(ROWS, means);
    run.resume();
    run.pause();
    await everythingUnderWay();
    expect(tries.size).toBeLessThanOrEqual(4);
    run.resume();
    run.cancel();
    run.resume();
    expect(run.state().phase).toBe('cancelled');
    expect(tries.size).toBeLessThan(20);
  });
});
