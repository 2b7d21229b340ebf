import { rm } from 'node:fs/promises';
import { type TrialCheckout, makeTrialCheckout } from './script-process';

let checkout: TrialCheckout;

beforeEach(async () => {
  checkout = await makeTrialCheckout();
  await checkout.write('good.json', JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }));
  await checkout.write('bad.json', JSON.stringify({ numPassedTests: 3, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }));
});

afterEach(async () => {
  await rm(checkout.root, { recursive: true });
});

async function tallyOf(statements: string): Promise<string> {
  const script = checkout.start(`
    import { Tally } from './testing/tally.mjs';
    const tally = new Tally();
    const report = (name) => ${JSON.stringify(checkout.root)} + '/' + name;
    ${statements}
    console.log(String(tally));`);
  expect(await script.ended).toBe(0);
  return script.output().trim();
}

describe('the last line of a test run', () => {
  it('adds the tests of all jest runs', async () => {
    expect(await tallyOf(`tally.addJestRun(report('good.json'), true); tally.addJestRun(report('good.json'), true);`)).toBe(
      '10 passed, 0 failed',
    );
  });

  it('counts a test file that could not run as failed', async () => {
    expect(await tallyOf(`tally.addJestRun(report('bad.json'), false);`)).toBe('3 passed, 3 failed');
  });

  it('counts a jest run that ended without a report as failed', async () => {
    expect(await tallyOf(`tally.addJestRun(report('none.json'), true);`)).toBe('0 passed, 1 failed');
  });

  it('counts a jest run as failed that passed all tests and still ended badly', async () => {
    expect(await tallyOf(`tally.addJestRun(report('good.json'), false);`)).toBe('5 passed, 1 failed');
  });

  it('counts each failed stage without tests once', async () => {
    expect(await tallyOf(`tally.addStage(false); tally.addStage(true); tally.addStage(false);`)).toBe('0 passed, 2 failed');
  });
});
