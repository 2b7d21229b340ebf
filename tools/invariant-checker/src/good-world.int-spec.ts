import { printReport } from './print-report';
import { STORIES } from './test-support/good-stories';
import { requestIdOf, timestamp } from './test-support/story';
import { TestWorld } from './test-support/test-world';

describe('a world in which all is well', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await TestWorld.build();
  });
  afterAll(() => world.drop());

  it('has no violation, and each invariant has looked at something', async () => {
    const report = await world.check();
    expect(printReport(report)).toContain('No violation was found.');
    expect(report.invariants.filter(({ checked }) => checked === 0).map(({ id }) => id)).toEqual(['I16']);
  });

  it.each([
    [
      'waits for an operator who paused its type',
      `insert into pause values (7, 'POINTS_REDEMPTION', 1, 'one', 'why', now());
       update execution set due_at = '${timestamp(400)}' where request_id = '${requestIdOf(STORIES.underWay)}'`,
    ],
    [
      'was approved by a duplicate after a backup was restored',
      `update database_origin set restored_at = '${timestamp(26)}';
       delete from attempt where class = 'in-doubt' and request_id = '${requestIdOf(STORIES.replayed)}'`,
    ],
  ])('is still well where a request %s', async (_, sql) => {
    expect(printReport(await world.check({ sql }))).toContain('No violation was found.');
  });
});
