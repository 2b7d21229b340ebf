import { CRASH_KINDS, CRASH_POINTS } from '@countersign/crash-points';
import { Walk } from './walk';
import { walkLengths } from './walk-lengths.config';
import { WALK_PLAN } from './walk-plan';
import { walkTable } from './walk-table';

const lengths = walkLengths();
const START_MS = 240_000;
const LONGEST_CASE_MS = lengths.areReal ? 3_600_000 : 240_000;

describe('the crash-point walk', () => {
  const walk = new Walk(WALK_PLAN, lengths);
  beforeAll(() => walk.start(), START_MS);
  afterAll(async () => {
    if (lengths.areReal) process.stdout.write(`\n${walkTable(await walk.all())}\n`);
    await walk.stop();
  }, START_MS);

  it('stops at every named point in every way', () => {
    const stops = new Set(WALK_PLAN.map(({ point, kind }) => `${point} ${kind}`));
    expect(stops.size).toBe(CRASH_POINTS.length * CRASH_KINDS.length);
  });

  it.each(WALK_PLAN)('$title', async (crashCase) => expect((await walk.result(crashCase)).problems).toEqual([]), LONGEST_CASE_MS);

  it(
    'leaves behind what the invariants allow, for a checker who knows nothing of the cases',
    async () => {
      const reports = await walk.reports();
      expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
      const looked = new Map<string, number>();
      for (const { id, checked } of reports.flatMap(({ invariants }) => invariants)) looked.set(id, (looked.get(id) ?? 0) + checked);
      expect([...looked].filter(([, count]) => count === 0)).toEqual([]);
    },
    LONGEST_CASE_MS,
  );
});
