import type { EntityLimits, GrantName } from './actor';
import { isHeld } from './held-grants';

const given = (limitedTo?: EntityLimits, name: GrantName = 'CanMakeRequest') => ({ name, ...(limitedTo && { limitedTo }) });
const toMake = (limitedTo?: EntityLimits) => given(limitedTo);
const toCheck = (limitedTo?: EntityLimits) => given(limitedTo, 'CanCheckRequest');

describe('a grant that somebody may hand on', () => {
  it.each<[string, EntityLimits | undefined, readonly (EntityLimits | undefined)[]]>([
    ['the whole org, who holds it', undefined, [undefined]],
    ['a till, who holds the whole org', { tillIds: ['1'] }, [undefined]],
    ['tills that several grants hold together', { tillIds: ['1', '2'] }, [{ tillIds: ['1'] }, { tillIds: ['2'] }]],
    ['a till of a store, who holds both', { tillIds: ['1'], storeIds: ['5'] }, [{ tillIds: ['1', '2'], storeIds: ['5', '6'] }]],
    ['a till of a store by ids, who holds both at any level', { tillIds: ['1'], storeIds: ['5'] }, [{ ids: ['1', '5'] }]],
    ['a till, who holds its id at any level', { tillIds: ['1'] }, [{ ids: ['1', '2'] }]],
    ['nothing, as anybody may', { tillIds: [] }, []],
  ])('is %s', (_case, limits, held) => {
    expect(isHeld(given(limits), held.map(toMake))).toBe(true);
  });

  it.each<[string, EntityLimits | undefined, readonly (EntityLimits | undefined)[]]>([
    ['the whole org, who holds a till', undefined, [{ tillIds: ['1'] }]],
    ['another till', { tillIds: ['1', '2'] }, [{ tillIds: ['1'] }]],
    ['a store with the number of a till', { storeIds: ['1'] }, [{ tillIds: ['1'] }]],
    ['an id at any level, who holds it at one', { ids: ['1'] }, [{ tillIds: ['1'] }, { storeIds: ['1'] }]],
    ['a store, who holds a till of it', { storeIds: ['5'] }, [{ tillIds: ['1'], storeIds: ['5'] }]],
    ['what they hold of another kind', { tillIds: ['1'] }, []],
    ['a store beside their till, which they could not state', { tillIds: ['1'], storeIds: ['5'] }, [{ tillIds: ['1'] }]],
    ['a till beside their store, which they could not state', { tillIds: ['1'], storeIds: ['5'] }, [{ storeIds: ['5'] }]],
    ['ids of any level beside their till', { tillIds: ['1'], ids: ['5'] }, [{ tillIds: ['1'] }]],
  ])('is not %s', (_case, limits, held) => {
    expect(isHeld(given(limits), held.map(toMake))).toBe(false);
  });

  it('is to check at a till of their store, since the checker states nothing', () => {
    expect(isHeld(toCheck({ tillIds: ['1'], storeIds: ['5'] }), [toCheck({ storeIds: ['5', '6'] })])).toBe(true);
  });
});
