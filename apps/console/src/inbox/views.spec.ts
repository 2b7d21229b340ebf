import { isSameSearch, withView } from './views';

describe('views', () => {
  it('have one list under one name, at most thirty', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ name: `v${at}`, search: {} })).reduce<ReturnType<typeof withView>>(withView, []);
    expect(many).toHaveLength(30);
    expect(withView([{ name: 'Mine', search: { maker: '1' } }], { name: ' Mine ', search: { maker: '2' } })).toEqual([
      { name: 'Mine', search: { maker: '2' } },
    ]);
    expect(withView([], { name: '  ', search: {} })).toEqual([]);
  });

  it('are on when they say the same in any order', () => {
    expect(isSameSearch({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
    expect(isSameSearch({ a: '1' }, {})).toBe(false);
  });
});
