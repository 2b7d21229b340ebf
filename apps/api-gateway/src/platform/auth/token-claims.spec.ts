import { actorOf } from './token-claims';

const NAMES = { userId: 'sub', name: 'name', orgs: 'orgs' };
const claims = (orgs: unknown, more: object = {}) => ({ sub: '1001', name: 'maker.one', orgs, ...more });

describe('actorOf', () => {
  it('reads grants for the whole org, and grants limited to ids', () => {
    const { orgs } = actorOf(claims({ '0': ['CanMakeRequest', { grant: 'CanCheckRequest', ids: ['50682288'] }], '51250': [] }), NAMES);
    expect(orgs.get(0)).toEqual([{ name: 'CanMakeRequest' }, { name: 'CanCheckRequest', limitedTo: { ids: ['50682288'] } }]);
    expect(orgs.get(51250)).toEqual([]);
  });

  it('reads grants limited to places of a level', () => {
    const limited = [
      { grant: 'CanMakeRequest', tillIds: ['1'] },
      { grant: 'CanReadRequests', storeIds: ['2'], zoneIds: ['3'], conceptIds: [] },
    ];
    expect(actorOf(claims({ '0': limited }), NAMES).orgs.get(0)).toEqual([
      { name: 'CanMakeRequest', limitedTo: { tillIds: ['1'] } },
      { name: 'CanReadRequests', limitedTo: { storeIds: ['2'], zoneIds: ['3'], conceptIds: [] } },
    ]);
  });

  it('passes over grants of other products', () => {
    expect(actorOf(claims({ '0': ['CanBrewCoffee', { grant: 'CanMake', ids: [] }] }), NAMES).orgs.get(0)).toEqual([]);
  });

  it('takes claims under the names that the issuer gives them', () => {
    const payload = { uid: 7, login: 'seven', 'https://example.com/orgs': { '1': [] } };
    const actor = actorOf(payload, { userId: 'uid', name: 'login', orgs: 'https://example.com/orgs' });
    expect(actor).toEqual({ userId: 7, name: 'seven', orgs: new Map([[1, []]]) });
  });

  it('calls a person without a name by their id', () => {
    expect(actorOf(claims({}, { name: undefined }), NAMES).name).toBe('1001');
  });

  it.each([
    ['a fraction for a user id', claims({}, { sub: 1.5 })],
    ['a user id beyond exact integers', claims({}, { sub: '9007199254740993' })],
    ['a user id with leading zeros', claims({}, { sub: '02001' })],
    ['a user id of digits that are not ASCII', claims({}, { sub: '２００１' })],
    ['a name with a control character', claims({}, { name: 'a\0b' })],
    ['an org that is no number', claims({ acme: [] })],
    ['an org with leading zeros', claims({ '00': [] })],
    ['a grant that is no text', claims({ '0': [7] })],
    ['ids that are no digits', claims({ '0': [{ grant: 'CanCheckRequest', ids: ['*'] }] })],
    ['a limited grant that names no limit', claims({ '0': [{ grant: 'CanCheckRequest' }] })],
    ['a till that is no digits', claims({ '0': [{ grant: 'CanCheckRequest', tillIds: ['x'] }] })],
    ['a limit that it does not know', claims({ '0': [{ grant: 'CanCheckRequest', ids: ['1'], not: ['2'] }] })],
    ['a list instead of orgs', claims(['0'])],
  ])('refuses %s', (_case, payload) => {
    expect(() => actorOf(payload, NAMES)).toThrow(/^Claim \w+ is missing or not of the documented form\.$/);
  });
});
