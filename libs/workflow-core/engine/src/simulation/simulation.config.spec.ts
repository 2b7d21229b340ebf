import { simulatedSeeds } from './simulation.config';

describe('the schedules that are simulated', () => {
  it('are many where nobody waits for them', () => {
    expect(simulatedSeeds({ CI: 'true' })).toEqual({ first: 1, count: 20_000 });
    expect(simulatedSeeds({}).count).toBeLessThan(20_000);
  });

  it('are the one that is named, or so many from it on', () => {
    expect(simulatedSeeds({ SIMULATION_SEED: '4711' })).toEqual({ first: 4711, count: 1 });
    expect(simulatedSeeds({ SIMULATION_SEED: '4711', SIMULATION_SCHEDULES: '3' })).toEqual({ first: 4711, count: 3 });
    expect(simulatedSeeds({ SIMULATION_SCHEDULES: '250', CI: 'true' })).toEqual({ first: 1, count: 250 });
  });

  it('are not begun with a setting that is no number', () => {
    expect(() => simulatedSeeds({ SIMULATION_SEED: 'yesterday' })).toThrow('SIMULATION_SEED');
  });
});
