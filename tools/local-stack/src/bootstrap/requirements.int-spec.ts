import { rm } from 'node:fs/promises';
import { type TrialCheckout, makeTrialCheckout } from './script-process';

let checkout: TrialCheckout;

beforeEach(async () => {
  checkout = await makeTrialCheckout();
});

afterEach(async () => {
  await rm(checkout.root, { recursive: true });
});

describe('what a start requires', () => {
  it.each(['start', 'test', 'reset', 'token'])('refuses an old Node in one sentence before anything else (%s)', async (command) => {
    const script = checkout.start(`import './${command}.mjs';`, {
      preload: `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });`,
    });
    expect(await script.ended).toBe(1);
    expect(script.output()).toBe('Countersign needs Node 20.19 or newer; this is 20.18.3.\n');
  });

  it('refuses a disk that is nearly full in one sentence, before installing', async () => {
    const script = checkout.start(
      `import { checkDiskSpace } from './bootstrap/disk-space.mjs';
       import { runMain } from './bootstrap/stop.mjs';
       await runMain(() => checkDiskSpace());`,
      { preload: `import fs from 'node:fs/promises'; fs.statfs = async () => ({ bavail: 100, bsize: 1024 ** 2 });` },
    );
    expect(await script.ended).toBe(1);
    expect(script.output().trim()).toBe(`There is too little disk space in ${checkout.root}: 100 MB are free, 1024 MB are needed.`);
  });
});
