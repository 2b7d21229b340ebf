import { tourSteps } from './tour-steps';

const references = (turn: number): string[] =>
  tourSteps(turn).flatMap(({ submission }) =>
    [...JSON.stringify(submission).matchAll(/"(TOUR-[^"]+)"/g)].map(([, reference]) => reference ?? ''),
  );

describe('the steps of a tour', () => {
  it('has one request of each type; one is rejected and one left pending', () => {
    const steps = tourSteps(1);
    expect(steps.map(({ submission }) => submission.type)).toEqual([
      'POINTS-REDEMPTION',
      'CUSTOMER-STATUS-CHANGE',
      'GOODWILL-POINTS',
      'EARN-BADGE',
      'ISSUE-BADGE',
    ]);
    expect(steps.map(({ plan }) => plan).sort()).toEqual(['approve', 'approve', 'approve', 'leave pending', 'reject']);
  });

  it('never uses a reference of an earlier tour', () => {
    const both = [...references(1_795_000_000_000), ...references(1_795_000_000_001)];
    expect(both).toHaveLength(8);
    expect(new Set(both).size).toBe(both.length);
  });
});
