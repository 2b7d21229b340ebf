import type { Overview } from '@countersign/engine';
import { OverviewCache } from './overview-cache';

const FIGURES = {} as Overview;

describe('the cache of overviews', () => {
  it('counts once for all who ask within ten seconds, and anew for those after', async () => {
    let now = 0;
    let counted = 0;
    const cache = new OverviewCache(() => now);
    const count = () => {
      counted += 1;
      return Promise.resolve(FIGURES);
    };
    await Promise.all([cache.get('0', count), cache.get('0', count)]);
    now = 9_999;
    await cache.get('0', count);
    expect(counted).toBe(1);
    await cache.get('7', count);
    now = 10_000;
    await cache.get('0', count);
    expect(counted).toBe(3);
  });

  it('counts one after the other, whatever became of the one before', async () => {
    const cache = new OverviewCache(() => 0);
    let atOnce = 0;
    let most = 0;
    const count = async () => {
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce -= 1;
      return FIGURES;
    };
    const failing = cache.get('9', () => Promise.reject(new Error('away')));
    await Promise.all([expect(failing).rejects.toThrow('away'), cache.get('1', count), cache.get('2', count), cache.get('3', count)]);
    expect(most).toBe(1);
  });

  it('keeps no failure', async () => {
    const cache = new OverviewCache(() => 0);
    await expect(cache.get('0', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('0', () => Promise.resolve(FIGURES))).toBe(FIGURES);
  });
});
