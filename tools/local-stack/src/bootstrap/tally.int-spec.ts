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

async function tallyOf(statements: string, shown = 'String(tally)'): Promise<string> {
  const script = checkout.start(`
    import { Tally } from './testing/tally.mjs';
    const tally = new Tally();
    const report = (name) => ${JSON.stringify(checkout.root)} + '/' + name;
    ${statements}
    console.log(${shown});`);
  expect(await script.ended).toBe(0);
  return script.output().trim();
}

describe('the failures of a test run', () => {
  it('are shown together at the end, each with its file and the first line of its reason', async () => {
    const failed = {
      fullName: 'a door closes',
      status: 'failed',
      failureMessages: ['\u001b[31mError: it stuck\u001b[39m\n    at door.ts:3'],
    };
    const passed = { fullName: 'a door opens', status: 'passed', failureMessages: [] };
    await checkout.write(
      'told.json',
      JSON.stringify({
        numFailedTests: 1,
        numRuntimeErrorTestSuites: 1,
        testResults: [
          { name: `${checkout.root}/doors.spec.ts`, message: 'all of it', assertionResults: [passed, failed] },
          { name: `${checkout.root}/windows.spec.ts`, message: '\n  ● Test suite failed to run\n', assertionResults: [] },
          { name: `${checkout.root}/walls.spec.ts`, message: '', assertionResults: [passed] },
        ],
      }),
    );
    expect(await tallyOf(`tally.addJestRun(report('told.json'), false);`, 'tally.failures()')).toBe(
      ['doors.spec.ts › a door closes: Error: it stuck', 'windows.spec.ts: ● Test suite failed to run'].join('\n'),
    );
  });
});

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
