import { Pauses } from './pauses';

describe('Pauses', () => {
  it('tells who waits whether the time has passed or was cut short', async () => {
    const pauses = new Pauses();
    const [short, long] = [pauses.sleep(1), pauses.sleep(60_000)];
    expect(await short).toBe(true);
    pauses.cancelAll();
    expect(await long).toBe(false);
    expect(await pauses.sleep(1)).toBe(true);
  });

  it('lets nobody begin to wait after the stop, so that a fault cannot hold the process', async () => {
    const pauses = new Pauses();
    pauses.stop();
    expect(await pauses.sleep(60_000)).toBe(false);
  });
});
