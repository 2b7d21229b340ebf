import { askTogether } from './ask-together';

describe('questions that come at the same time', () => {
  it('go in one call, each once, and in several where they are too many', async () => {
    const calls: (readonly string[])[] = [];
    const ask = askTogether(2, async (keys) => {
      calls.push(keys);
      return new Map(keys.map((key) => [key, key.toUpperCase()]));
    });
    expect(await Promise.all([ask('a'), ask('b'), ask('a'), ask('c')])).toEqual(['A', 'B', 'A', 'C']);
    expect(calls).toEqual([['a', 'b'], ['c']]);
    expect(await ask('a')).toBe('A');
    expect(calls).toHaveLength(3);
  });

  it('all fail with the call, and are nothing where the answer has none', async () => {
    const failing = askTogether(5, () => Promise.reject(new Error('away')));
    await expect(Promise.all([failing('a'), failing('b')])).rejects.toThrow('away');
    expect(await askTogether(5, async () => new Map<string, string>())('a')).toBeUndefined();
  });
});
