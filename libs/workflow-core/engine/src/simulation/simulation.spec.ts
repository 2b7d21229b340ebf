import { PLANTED_IN_STORES } from './planted-in-stores';
import { runSchedules, type SimulatedRun } from './run-schedules';
import { simulatedSeeds } from './simulation.config';

const LONGEST_MS = 10 * 60_000;
const MOST_FOR_A_PLANTED_BUG = 3_000;

/** Past jest, which would put every line under the place it came from. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report({ broken }: SimulatedRun): string | undefined {
  if (!broken) return undefined;
  const again = `SIMULATION_SEED=${broken.seed} npx jest -c libs/workflow-core/engine/jest.config.cjs simulation.spec`;
  return `${broken.problems.join('\n')}\nTo see it again: ${again}\n  ${broken.story.join('\n  ')}`;
}

describe('the use cases under crashes, pauses, lost answers and a queue that forgets', () => {
  const seeds = simulatedSeeds();
  let run: SimulatedRun;
  beforeAll(async () => {
    const startedAt = performance.now();
    run = await runSchedules(seeds);
    const ends = [...run.states].map(([state, count]) => `${count} ${state}`).join(', ');
    tell(`${run.schedules} schedules from seed ${seeds.first} in ${Math.round((performance.now() - startedAt) / 1_000)} s: ${ends}`);
  }, LONGEST_MS);

  it('keep every promise in every schedule', () => {
    expect(report(run)).toBeUndefined();
  });

  it('get most requests to their end, so that nothing passes by doing nothing', () => {
    if (seeds.count < 1_000) return;
    const all = [...run.states.values()].reduce((sum, count) => sum + count, 0);
    const share = (state: 'approved' | 'failed' | 'needs_review'): number => (run.states.get(state) ?? 0) / all;
    expect(share('approved')).toBeGreaterThan(0.5);
    expect(share('failed')).toBeGreaterThan(0.05);
    expect(share('needs_review')).toBeGreaterThan(0.02);
    expect(share('needs_review')).toBeLessThan(0.1);
  });
});

describe('the simulation', () => {
  it.each(PLANTED_IN_STORES)(
    'finds it when $name',
    async ({ name, plant }) => {
      const { broken, schedules } = await runSchedules({ first: 1, count: MOST_FOR_A_PLANTED_BUG }, plant);
      tell(`when ${name}: found by schedule ${schedules}: ${broken?.problems[0]}`);
      expect(broken).toBeDefined();
    },
    LONGEST_MS,
  );

  it('gives the same story for the same seed', async () => {
    const plant = PLANTED_IN_STORES.at(-1)?.plant;
    const { broken } = await runSchedules({ first: 1, count: MOST_FOR_A_PLANTED_BUG }, plant);
    const again = await runSchedules({ first: broken?.seed ?? 0, count: 1 }, plant);
    expect(broken?.story.length).toBeGreaterThan(10);
    expect(again.broken).toEqual(broken);
  });
});
