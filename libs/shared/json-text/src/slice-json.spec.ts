import fc from 'fast-check';
import { sliceJson, sliceJsonElements } from './slice-json';

describe('sliceJson', () => {
  it('keeps key order, also of integer-like keys, number spelling and white space', () => {
    const body = '{ "10": 20.0,\t"2" : 1e2, "a":"\\u0041"\n}';
    expect(sliceJson(`{"queryParams":{},"body":${body} }`, ['body'])).toBe(body);
    expect(sliceJson(`{"body":${body}}`, ['body', '10'])).toBe('20.0');
  });

  it('is the whole value without the white space around it for an empty path', () => {
    expect(sliceJson(' {"a":1}\n', [])).toBe('{"a":1}');
  });

  it('reaches array elements by index', () => {
    expect(sliceJson('[[1],[{"a":2},3]]', ['1', '0', 'a'])).toBe('2');
  });

  it('takes the last of two equal keys, as JSON.parse does', () => {
    expect(sliceJson('{"a":1,"a":2}', ['a'])).toBe('2');
  });

  it.each([[['b']], [['a', 'c']], [['a', '2']], [['a', 'length']]])('finds nothing at %j', (path) => {
    expect(sliceJson('{"a":[1,2]}', path)).toBeUndefined();
  });

  it('finds no inherited member', () => {
    expect(sliceJson('{}', ['toString'])).toBeUndefined();
  });

  it('ends on a document that breaks off', () => {
    expect(sliceJson('{"a":[1,', ['b'])).toBeUndefined();
  });

  it('parses to the member that JSON.parse finds, for any object and any spacing', () => {
    const members = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    fc.assert(
      fc.property(members, fc.nat(4), (object, spaces) => {
        const text = JSON.stringify(object, null, spaces);
        const parsed = JSON.parse(text) as Record<string, unknown>;
        for (const key of Object.keys(parsed)) expect(JSON.parse(sliceJson(text, [key]) ?? '')).toEqual(parsed[key]);
      }),
    );
  });
});

describe('sliceJsonElements', () => {
  it('keeps every element as it was spelled', () => {
    expect(sliceJsonElements('{"all":[ {"a":1.0} ,[2, 3],"x" ]}', ['all'])).toEqual(['{"a":1.0}', '[2, 3]', '"x"']);
  });

  it.each([
    ['an empty array', '{"all":[]}'],
    ['something else', '{"all":{"0":1}}'],
    ['nothing there', '{}'],
  ])('finds none in %s', (_case, text) => {
    expect(sliceJsonElements(text, ['all'])).toEqual([]);
  });
});
