import { Lane } from './lane';

describe('a lane', () => {
  it('runs so many at once and the others in turn', async () => {
    const lane = new Lane(2);
    const ends: (() => void)[] = [];
    const started: number[] = [];
    const work = (number: number) => (): Promise<void> => {
      started.push(number);
      return new Promise((resolve) => ends.push(resolve));
    };
    for (const number of [1, 2, 3]) lane.run(work(number));
    expect([started, lane.isFull]).toEqual([[1, 2], true]);
    ends[0]?.();
    await new Promise(setImmediate);
    expect(started).toEqual([1, 2, 3]);
    for (const end of ends) end();
    await new Promise(setImmediate);
    expect(lane.isIdle).toBe(true);
  });
});
