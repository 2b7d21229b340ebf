import { rm } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { type ScriptProcess, type TrialCheckout, makeTrialCheckout } from './script-process';

let checkout: TrialCheckout;

beforeEach(async () => {
  checkout = await makeTrialCheckout();
});

afterEach(async () => {
  await rm(checkout.root, { recursive: true });
});

/** Runs the CommonJS source as the child of a command, and waits until it says that it is up. */
async function runAsChild(source: string): Promise<ScriptProcess> {
  await checkout.write('child.js', `${source}\nsetInterval(() => undefined, 1000);\nconsole.log('up');`);
  const script = checkout.start(`
    import { runChild } from './bootstrap/run-child.mjs';
    import { runMain } from './bootstrap/stop.mjs';
    await runMain(() => runChild(${JSON.stringify(checkout.inRoot('child.js'))}, []));`);
  await waitFor(() => script.output().includes('up'), { what: 'the child to be up' });
  return script;
}

describe('a command and the process it runs', () => {
  it('passes a stop signal on once, though Ctrl-C under npm sends it twice', async () => {
    const script = await runAsChild(`
      process.on('SIGINT', () => { console.log('asked'); setTimeout(() => process.exit(7), 300); });`);
    script.child.kill('SIGINT');
    await waitFor(() => script.output().includes('asked'), { what: 'the child to be asked' });
    script.child.kill('SIGINT');
    expect(await script.ended).toBe(7);
    expect(script.output().match(/asked/g)).toHaveLength(1);
  });

  it('passes a second thought on, and ends by force what does not stop for the third', async () => {
    const script = await runAsChild(`process.on('SIGTERM', () => console.log('ignored'));`);
    const askAgain = async (): Promise<void> => {
      const asked = performance.now();
      script.child.kill('SIGTERM');
      await waitFor(() => performance.now() - asked > 1_600, { what: 'second thoughts' });
    };
    await askAgain();
    await askAgain();
    expect(script.output().match(/ignored/g)).toHaveLength(2);
    script.child.kill('SIGTERM');
    expect(await script.ended).toBe(128 + 9);
  });

  it('lets the process know when the command itself is killed', async () => {
    const script = await runAsChild(`process.on('disconnect', () => { console.log('alone'); process.exit(0); });`);
    script.child.kill('SIGKILL');
    await waitFor(() => script.output().includes('alone'), { what: 'the child to notice' });
    await script.ended;
  });
});
