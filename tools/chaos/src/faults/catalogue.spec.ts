import { CATALOGUE, kindsNamed, listOfFaults } from './catalogue';

describe('the catalogue of faults', () => {
  it('has at least 26 kinds with names of their own', () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(26);
    expect(new Set(CATALOGUE.map(({ kind }) => kind)).size).toBe(CATALOGUE.length);
  });

  it('hits every target', () => {
    const targets = new Set(CATALOGUE.flatMap((fault) => [...fault.targets]));
    expect(targets).toEqual(new Set(['gateway', 'worker-1', 'worker-2', 'redis', 'postgres', 'loyalty', 'receivers']));
  });

  it('finds kinds by name and says which names it does not know', () => {
    expect(kindsNamed(['redis-flush', 'worker-kill']).map(({ kind }) => kind)).toEqual(['worker-kill', 'redis-flush']);
    expect(() => kindsNamed(['redis-flush', 'redis-flash'])).toThrow('redis-flash');
  });

  it('can be listed', () => {
    for (const { kind } of CATALOGUE) expect(listOfFaults()).toContain(kind);
  });
});
