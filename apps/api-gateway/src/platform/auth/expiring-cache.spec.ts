import { ExpiringCache, hashOf } from './expiring-cache';

describe('ExpiringCache', () => {
  it('forgets what has expired', () => {
    const cache = new ExpiringCache<string>(2);
    cache.keep('a', { value: 'A', expiresAt: 100 });
    expect(cache.find('a', 99)).toBe('A');
    expect(cache.find('a', 100)).toBeUndefined();
  });

  it('never holds more than it may: the oldest leaves', () => {
    const cache = new ExpiringCache<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) cache.keep(key, { value: key, expiresAt: 100 });
    expect(['a', 'b', 'c'].map((key) => cache.find(key, 0))).toEqual(['a', undefined, 'c']);
  });

  it('forgets what it is told to', () => {
    const cache = new ExpiringCache<string>(2);
    cache.keep('a', { value: 'A', expiresAt: 100 });
    cache.forget('a');
    expect(cache.find('a', 0)).toBeUndefined();
  });
});

describe('hashOf', () => {
  it('tells secrets apart without holding them', () => {
    expect(hashOf('secret-token')).not.toContain('secret');
    expect(hashOf('a')).not.toBe(hashOf('b'));
  });
});
