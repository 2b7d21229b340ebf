import { printReport } from './print-report';
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
});
