import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile } from '@countersign/journal';
import { createLogger, createMetrics } from '@countersign/observability';
import { CheckpointAppender } from './checkpoint-appender';
import { JournalState } from './journal-state';
import { SealingLoop } from './sealing-loop';

/** One checkpoint waits after so many rounds, and may be claimed again at once where it could not be written. */
const waiting = (quietRounds: number) => {
  let isOutside = false;
  let rounds = 0;
  return {
    claimCheckpoints: () =>
      Promise.resolve(
        isOutside || (rounds += 1) <= quietRounds ? [] : [{ orgId: 1, size: 1, from: 0, note: 'note\n', marks: Buffer.alloc(0) }],
      ),
    markAppended: () => {
      isOutside = true;
      return Promise.resolve();
    },
  };
};

describe('the sealing while its file cannot be written', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealing-loop-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function loopOver(file: string, quietRounds = 0) {
    const failed = createMetrics('test').counter({ name: 'failures_total', help: 'x' });
    const sealed = createMetrics('test').counter({ name: 'sealed_total', help: 'x' });
    const lines: string[] = [];
    const logger = createLogger({ name: 'test', level: 'info' }, { write: (line) => void lines.push(line) });
    const state = new JournalState();
    const journal = { problem: () => Promise.resolve(undefined) };
    const sealer = { round: () => Promise.resolve({ sealed: 0, failures: new Map(), isBehind: false }) };
    const appender = new CheckpointAppender(waiting(quietRounds), new CheckpointFile(file));
    const loop = new SealingLoop(sealer, appender, { logger, sealed, failed, state, journal }, 10);
    return { loop, state, lines, failures: async () => (await failed.get()).values[0]?.value ?? 0 };
  }

  it('counts every round, says so once, and is over once the file is written', async () => {
    const { loop, state, lines, failures } = loopOver(join(folder, 'away', 'checkpoints.jsonl'));
    await loop.round();
    await loop.round();
    expect(state.problem).toBe('AUDIT_CHECKPOINT_FILE cannot be read or written (ENOENT)');
    expect(await failures()).toBe(2);
    expect(lines).toHaveLength(1);
    await mkdir(join(folder, 'away'));
    await loop.round();
    expect(state.problem).toBeUndefined();
  });

  it('also when the file goes away later, until lines are written again', async () => {
    const { loop, state, failures } = loopOver(join(folder, 'away', 'checkpoints.jsonl'), 1);
    await mkdir(join(folder, 'away'));
    await loop.round();
    expect([state.problem, await failures()]).toEqual([undefined, 0]);
    await rm(join(folder, 'away'), { recursive: true });
    await loop.round();
    expect([state.problem !== undefined, await failures()]).toEqual([true, 1]);
    await mkdir(join(folder, 'away'));
    await loop.round();
    expect(state.problem).toBeUndefined();
  });
});
