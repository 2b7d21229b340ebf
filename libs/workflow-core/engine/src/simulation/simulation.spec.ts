import { PLANTED_IN_STORES } from './planted-in-stores';
import { runSchedules } from './run-schedules';
import { problemsOf } from './simulated-run';

const LONGEST_MS = 10 * 60_000;
/** Enough to see that all is in place; `npm test` plays 20,000 apart from jest, `npm run simulate` a hundred thousand. */
const SCHEDULES = 1_000;
const MOST_FOR_A_PLANTED_BUG = 3_000;

/** Past jest, which would put every line under the place it came from. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

describe('the use cases under crashes, pauses, lost answers and a queue that forgets', () => {
  it(
    'keep every promise in every schedule, and get most requests to their end',
    async () => {
      expect(problemsOf(await runSchedules({ first: 1, count: SCHEDULES }))).toEqual([]);
    },
    LONGEST_MS,
  );
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
