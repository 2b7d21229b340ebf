import { ActorCache } from './actor-cache';

const actor = { userId: 1, name: 'one', orgs: new Map() };

describe('ActorCache', () => {
  it('forgets an actor when the token expires', () => {
    const cache = new ActorCache(2);
    cache.keep('a', { actor, expiresAt: 100 });
    expect(cache.find('a', 99)).toBe(actor);
    expect(cache.find('a', 100)).toBeUndefined();
  });

  it('never holds more than it may: the oldest leaves', () => {
    const cache = new ActorCache(2);
    for (const key of ['a', 'b', 'c']) cache.keep(key, { actor, expiresAt: 100 });
    expect(['a', 'b', 'c'].map((key) => cache.find(key, 0) === actor)).toEqual([false, true, true]);
  });

  it('knows tokens by their hash only', () => {
    expect(ActorCache.keyOf('secret-token')).not.toContain('secret');
    expect(ActorCache.keyOf('a')).not.toBe(ActorCache.keyOf('b'));
  });
});
