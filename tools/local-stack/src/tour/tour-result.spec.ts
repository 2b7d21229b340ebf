import { problemsOf, type StepResult } from './tour-result';
import { tourSteps } from './tour-steps';

const [redemption] = tourSteps(1);
if (!redemption) throw new Error('The tour has no steps.');
const good: StepResult = { step: redemption, requestId: 'r', state: 'approved', eventStates: ['AdminTask', 'approved'], effects: 1 };

describe('the result of a step', () => {
  it('is good when state, events and effects are as planned', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('is good without a ledger to look into', () => {
    const { effects: _, ...unknown } = good;
    expect(problemsOf(unknown)).toEqual([]);
  });

  it.each<[string, Partial<StepResult>, string]>([
    ['the state is another', { state: 'failed' }, 'It should be approved, but is failed.'],
    ['an event is missing', { eventStates: ['AdminTask'] }, 'there came AdminTask.'],
    ['events came in another order', { eventStates: ['approved', 'AdminTask'] }, 'there came approved, AdminTask.'],
    ['it was executed twice', { effects: 2 }, 'but has 2.'],
    ['the gateway refused it', { failure: 'HTTP 409' }, 'HTTP 409'],
  ])('is bad when %s', (_, change, said) => {
    expect(problemsOf({ ...good, ...change })).toEqual([expect.stringContaining(said)]);
  });
});
