import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childrenOf, commandLineOf, isProcessAlive, processIdentity } from './process-state';

describe('the state of a process', () => {
  it('is alive until it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const pid = child.pid ?? 0;
    expect(isProcessAlive(pid)).toBe(true);
    expect(await commandLineOf(pid)).toContain('setInterval');
    expect(await childrenOf(process.pid)).toContain(pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isProcessAlive(pid)).toBe(false);
    expect(processIdentity(pid)).toBeUndefined();
    expect(await childrenOf(process.pid)).not.toContain(pid);
  });

  it('has an identity that stays the same while it lives', () => {
    expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
    expect(processIdentity(process.pid)).toMatch(new RegExp(`^${String(process.pid)}-\\d+$`));
  });
});
