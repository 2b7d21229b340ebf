import { RULES } from './model-rules';
import { PLANTED_BUGS } from './planted-bugs';
import { SMALL_SCENARIOS } from './scenarios';
import { walk } from './walk';

/** Walks compute for seconds, and longer while others use the processor. `npm run walk-model` walks the large scenarios, too. */
jest.setTimeout(10 * 60_000);

/** Past jest, which would put every line under the place it came from. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

describe('the rules of decisions, leases and attempts', () => {
  it.each(SMALL_SCENARIOS)('keep every promise in every state that can be reached: $name', (scenario) => {
    const { states, steps, counterexample } = walk(scenario);
    tell(`${scenario.name}: all ${states} states and ${steps} steps walked`);
    expect(counterexample).toBeUndefined();
    expect(states).toBeGreaterThan(500);
  });
});

describe('the walk', () => {
  it.each(PLANTED_BUGS)('finds it when $name', ({ name, scenario, rules }) => {
    const { counterexample } = walk(scenario, { ...RULES, ...rules });
    expect(counterexample).toBeDefined();
    tell(`when ${name}: ${counterexample?.problem}, by: ${counterexample?.trace.join(' > ')}`);
  });
});
