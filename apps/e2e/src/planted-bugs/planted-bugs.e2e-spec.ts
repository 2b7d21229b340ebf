import { type PlantedBug, PLANTED_BUGS, SCENARIOS } from '@countersign/planted-bugs';
import { isLong, type Played } from './play-scenario';
import { Playground } from './playground';
import { ALL_SCENARIOS } from './scenarios/all-scenarios';

/** By name of the scenario, when it is played without a bug, or of the bug. */
type Plays = ReadonlyMap<string, Promise<Played>>;

describe('the checker of the invariants', () => {
  let ground: Playground;
  let plays: Plays;
  beforeAll(async () => {
    ground = await Playground.start();
    const play = (bug: PlantedBug) => [bug.name, ground.play({ scenario: ALL_SCENARIOS[bug.scenario], bug })] as const;
    plays = new Map([
      // The longest first: they wait for what is overdue.
      ...PLANTED_BUGS.filter(isLong).map(play),
      ...SCENARIOS.map((name) => [name, ground.play({ scenario: ALL_SCENARIOS[name] })] as const),
      ...PLANTED_BUGS.filter((bug) => !isLong(bug)).map(play),
    ]);
    // Each is awaited by its own test, which is where it fails.
    for (const play of plays.values()) play.catch(() => undefined);
  });
  afterAll(async () => {
    await Promise.allSettled(plays.values());
    await ground.stop();
  });

  it.each(SCENARIOS)('has looked, and found nothing, where the scenario %s is played without a bug', async (name) => {
    const { report, missed } = await plays.get(name)!;
    expect({ violations: report.violations, missed }).toEqual({ violations: [], missed: [] });
    const wanted = PLANTED_BUGS.filter(({ scenario }) => scenario === name).flatMap(({ violates }) => violates);
    const idle = report.invariants.filter(({ checked }) => checked === 0).map(({ id }) => id);
    expect(wanted.filter((id) => idle.includes(id))).toEqual([]);
  });

  it.each(PLANTED_BUGS)('catches $name: $mistake', async ({ name, violates }) => {
    const { report } = await plays.get(name)!;
    const found = new Set(report.violations.map(({ invariant }) => invariant));
    expect([...found]).toEqual(expect.arrayContaining([...violates]));
  });
});
