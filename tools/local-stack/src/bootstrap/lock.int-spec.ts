import { readFile, rm } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { type ScriptProcess, type TrialCheckout, makeTrialCheckout } from './script-process';

let checkout: TrialCheckout;

beforeEach(async () => {
  checkout = await makeTrialCheckout();
});

afterEach(async () => {
  await rm(checkout.root, { recursive: true });
});

/** Takes the lock, says whether it has it, and keeps it until told to end. */
const TAKE = `
  import { takeLock } from './bootstrap/lock.mjs';
  const { lock, holder } = await takeLock('start');
  console.log(lock ? 'taken' : 'held by ' + holder);
  if (lock) {
    process.on('SIGTERM', () => { lock.release(); process.exit(0); });
    setInterval(() => undefined, 1000);
  }`;

async function said(script: ScriptProcess): Promise<string> {
  await waitFor(() => script.output().includes('\n'), { what: 'the lock to answer' });
  return script.output().trim();
}

describe('the lock of a checkout', () => {
  it('goes to one of two starts at the same time, and the other learns whose it is', async () => {
    const scripts = [checkout.start(TAKE), checkout.start(TAKE)];
    const answers = await Promise.all(scripts.map(said));
    const winner = scripts[answers.indexOf('taken')];
    expect(answers.sort()).toEqual([`held by ${String(winner?.child.pid)}`, 'taken']);
    winner?.child.kill('SIGKILL');
    await winner?.ended;
  });

  it('is free again after its holder ended', async () => {
    const first = checkout.start(TAKE);
    await said(first);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = checkout.start(TAKE);
    expect(await said(second)).toBe('taken');
    second.child.kill('SIGTERM');
    await second.ended;
  });

  it('does not stay locked for ever by a start that was killed', async () => {
    const killed = checkout.start(TAKE);
    await said(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = checkout.start(TAKE);
    expect(await said(next)).toBe('taken');
    next.child.kill('SIGTERM');
    await next.ended;
  });

  it('is not held by a stranger that has the process number of a killed start', async () => {
    await checkout.write('.countersign/start.lock', JSON.stringify({ processes: [{ pid: process.pid, started: '1' }] }));
    const next = checkout.start(TAKE);
    expect(await said(next)).toBe('taken');
    next.child.kill('SIGTERM');
    await next.ended;
  });

  it('stays held while a process that the killed start had started goes on', async () => {
    const start = checkout.start(`${TAKE}
      lock.addProcess(${String(process.pid)});
      console.log('and child');`);
    await waitFor(() => start.output().includes('and child'), { what: 'the child to be named' });
    start.child.kill('SIGKILL');
    await start.ended;
    expect(await said(checkout.start(TAKE))).toBe(`held by ${String(process.pid)}`);
    expect(await readFile(checkout.inRoot('.countersign/start.lock'), 'utf8')).toContain(String(process.pid));
  });
});
