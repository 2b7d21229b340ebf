import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crashSettings } from '@countersign/crash-points';
import { removeTestFolder, testFolder } from '@countersign/local-servers';
import { runProgram } from '../support/program';

const WORKER = 'apps/worker/dist/main.js';
const LOADED = path.resolve(__dirname, '../../../../libs/workflow-core/persistence/dist/index.js');
const TAKE_AWAY = `require(${JSON.stringify(LOADED)}).PgExecutionStore.prototype.settle = undefined;`;

describe('crash points in an app', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await testFolder();
  });
  afterAll(() => removeTestFolder(folder));

  it('whose method is gone stop it before it begins: a walk past them would prove nothing', async () => {
    const { NODE_OPTIONS = '', ...settings } = crashSettings(folder);
    const takeAway = path.join(folder, 'take-away.cjs');
    await writeFile(takeAway, TAKE_AWAY);
    const { exitCode, output } = await runProgram(WORKER, [], { ...settings, NODE_OPTIONS: `--require "${takeAway}" ${NODE_OPTIONS}` });
    expect(exitCode).not.toBe(0);
    expect(output).toContain('There is no method PgExecutionStore.settle');
  });

  it('without orders stop it before it begins', async () => {
    const { NODE_OPTIONS = '' } = crashSettings(folder);
    const { exitCode, output } = await runProgram(WORKER, [], { NODE_OPTIONS });
    expect(exitCode).not.toBe(0);
    expect(output).toContain('CRASH_ORDERS');
  });
});
