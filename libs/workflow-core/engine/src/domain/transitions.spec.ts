import { isTerminal, REQUEST_STATES, type RequestState } from './request-state';
import { findTransition, TRANSITIONS } from './transitions';

describe('the state machine', () => {
  it('reaches every state from nothing', () => {
    const reached = new Set<string>(['none']);
    for (let grew = true; grew;) {
      const before = reached.size;
      for (const { from, to } of TRANSITIONS) if (reached.has(from)) reached.add(to);
      grew = reached.size > before;
    }
    expect([...reached].sort()).toEqual(['none', ...REQUEST_STATES].sort());
  });

  it('never leaves a terminal state', () => {
    expect(TRANSITIONS.filter(({ from }) => from !== 'none' && isTerminal(from))).toEqual([]);
  });

  it('lets every state that is not terminal end', () => {
    const ends = (state: RequestState): boolean =>
      isTerminal(state) || TRANSITIONS.some(({ from, to }) => from === state && isTerminal(to));
    expect(REQUEST_STATES.filter((state) => !ends(state))).toEqual([]);
  });

  it('lists no pair twice', () => {
    const pairs = TRANSITIONS.map(({ from, to }) => `${from}>${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it.each([
    ['rejected', 'approved'],
    ['pending', 'approved'],
    ['pending', 'failed'],
    ['approved', 'failed'],
    ['withdrawn', 'accepted'],
    ['needs_review', 'rejected'],
  ] as const)('knows no way from %s to %s', (from, to) => {
    expect(findTransition(from, to)).toBeUndefined();
  });

  it('tells subscribers of the first waiting state and of every end, and of nothing between', () => {
    for (const { to, event } of TRANSITIONS) expect(event).toBe(to === 'pending' || isTerminal(to));
  });
});
