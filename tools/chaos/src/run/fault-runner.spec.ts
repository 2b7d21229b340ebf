import type { FaultKind } from '../faults/fault-kind';
import type { Ground } from '../ground/ground';
import type { PlannedFault } from '../schedule/schedule';
import { FaultRunner } from './fault-runner';

/** Kinds that only write down when they come and go; they hurt nothing. */
class Diary {
  readonly lines: string[] = [];

  kind(name: string, failing?: 'inject' | 'heal'): FaultKind {
    return {
      kind: name,
      targets: ['redis'],
      covers: [],
      weight: 1,
      length: 'usual',
      inject: async () => {
        this.lines.push(`${name} comes`);
        if (failing === 'inject') throw new Error('no way in');
        return { detail: 'none', heal: async () => this.leave(name, failing) };
      },
    };
  }

  private leave(name: string, failing?: 'inject' | 'heal'): void {
    this.lines.push(`${name} goes`);
    if (failing === 'heal') throw new Error('no way back');
  }
}

function planned(kind: string, startsAt: number, endsAt: number): PlannedFault {
  return { number: startsAt, kind, target: 'redis', startsAt, endsAt };
}

function runner(kinds: readonly FaultKind[], faults: readonly PlannedFault[], signal = new AbortController().signal): FaultRunner {
  // What is not hurt need not be there.
  const ground = {} as Ground;
  return new FaultRunner({ ground, seed: 1, kinds, planned: faults, signal });
}

describe('bringing a schedule about', () => {
  it('injects, says what is active, heals and writes it down', async () => {
    const diary = new Diary();
    const faults = runner([diary.kind('a')], [planned('a', 10, 60)]);
    const over = faults.run();
    expect(faults.isActive).toBe(false);
    while (!faults.isActive) await new Promise(setImmediate);
    expect(faults.active).toEqual(['a']);
    await over;
    expect(faults.isActive).toBe(false);
    expect(diary.lines).toEqual(['a comes', 'a goes']);
    expect(faults.records).toMatchObject([{ kind: 'a', target: 'redis', detail: 'none' }]);
  });

  it('waits with a fault until its target is healed of the one before, however late that is', async () => {
    const diary = new Diary();
    const kinds = [diary.kind('a'), diary.kind('b')];
    await runner(kinds, [planned('a', 0, 200), planned('b', 50, 60)]).run();
    expect(diary.lines).toEqual(['a comes', 'a goes', 'b comes', 'b goes']);
  });

  it.each(['inject', 'heal'] as const)('goes on after a fault that it could not %s, and says so at the end', async (failing) => {
    const diary = new Diary();
    const faults = runner([diary.kind('a', failing), diary.kind('b')], [planned('a', 0, 10), planned('b', 20, 30)]);
    await expect(faults.run()).rejects.toThrow(AggregateError);
    expect(diary.lines.slice(-2)).toEqual(['b comes', 'b goes']);
    expect(faults.records.map(({ kind }) => kind)).toEqual(['b']);
    expect(faults.isActive).toBe(false);
  });

  it('heals at once when it is called off, and injects nothing more', async () => {
    const diary = new Diary();
    const off = new AbortController();
    const faults = runner([diary.kind('a'), diary.kind('b')], [planned('a', 0, 60_000), planned('b', 61_000, 62_000)], off.signal);
    const over = faults.run();
    while (!faults.isActive) await new Promise(setImmediate);
    off.abort();
    await over;
    expect(diary.lines).toEqual(['a comes', 'a goes']);
  });
});
