import { Closers, STOP_ORDER } from './closers';
import { SILENT } from './stack-options';

describe('stopping what was started', () => {
  it('stops those who use others before them, whatever the order of starting', async () => {
    const stopped: string[] = [];
    const closers = new Closers(SILENT);
    for (const name of ['postgres', 'redis', 'gateway', 'worker', 'sandbox'] as const) {
      closers.add({ name, rank: STOP_ORDER[name], stop: async () => void stopped.push(name) });
    }
    await closers.stopAll();
    expect(stopped).toEqual(['worker', 'gateway', 'sandbox', 'redis', 'postgres']);
  });

  it('stops the rest when one cannot be stopped, and says so', async () => {
    const told: string[] = [];
    const stopped: string[] = [];
    const closers = new Closers({ ...SILENT, tell: (sentence) => void told.push(sentence) });
    closers.add({ name: 'Worker', rank: STOP_ORDER.worker, stop: () => Promise.reject(new Error('it is stuck')) });
    closers.add({ name: 'PostgreSQL', rank: STOP_ORDER.postgres, stop: async () => void stopped.push('PostgreSQL') });
    await closers.stopAll();
    expect(stopped).toEqual(['PostgreSQL']);
    expect(told).toEqual(['Worker could not be stopped: it is stuck']);
  });

  it('stops each once, however often it is asked', async () => {
    let count = 0;
    const closers = new Closers(SILENT);
    closers.add({ name: 'Worker', stop: async () => void (count += 1) });
    await Promise.all([closers.stopAll(), closers.stopAll()]);
    expect(count).toBe(1);
  });
});
