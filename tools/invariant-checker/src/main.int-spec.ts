import { execFile } from 'node:child_process';
import path from 'node:path';
import { printReport } from './print-report';
import { checkInvariants } from './check-invariants';
import { inFolder, TestWorld, writeEvidence } from './test-support/test-world';
import { STORIES } from './test-support/good-stories';
import { forget } from './test-support/forging';

const MAIN = path.join(__dirname, '../dist/main.js');

interface End {
  readonly code: number;
  readonly output: string;
}

function run(...args: readonly string[]): Promise<End> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });
}

describe('the program', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await TestWorld.build();
  });
  afterAll(() => world.drop());

  it('ends with 0 where all holds, and says of each invariant how much it looked at', async () => {
    const { code, output } = await inFolder(async (folder) => {
      await writeEvidence(folder);
      return run('--database', world.url, '--evidence', folder);
    });
    expect(output).toMatch(/^I5 {2}holds +\d+ {2}Approved requests have exactly one effect$/m);
    expect(output).toMatch(/^I16 not checked +0 {2}.*\n +Not checked: nothing was sealed/m);
    expect([code, output]).toEqual([0, expect.stringContaining('No violation was found.') as string]);
  });

  it('ends with 1 where something is broken, and names it', async () => {
    const { code, output } = await inFolder(async (folder) => {
      await writeEvidence(folder, forget(STORIES.approved).evidence);
      return run('--database', world.url, '--evidence', folder, '--only', 'I5,I8');
    });
    expect(code).toBe(1);
    expect(output).toContain('2 violations were found:');
    expect(output).toMatch(/ {2}I5 \(org 7, request 01a0.*5\): The request is approved, but has 0 effect\(s\)\./);
    expect(output).not.toContain('I6');
  });

  it('ends with 2 where it cannot be known', async () => {
    expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining('Usage:') as string });
    const nowhere = await run('--database', world.url, '--evidence', '/nowhere');
    expect(nowhere).toMatchObject({ code: 2, output: expect.stringContaining('without the facts of the run') as string });
  });

  it('leaves nothing behind in the database', async () => {
    const before = await world.tables();
    await inFolder(async (folder) => {
      await writeEvidence(folder);
      const report = await checkInvariants({ databaseUrl: world.url, evidenceFolder: folder });
      expect(printReport(report)).toContain('No violation');
    });
    expect(await world.tables()).toEqual(before);
  });
});
