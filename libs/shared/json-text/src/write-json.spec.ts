import fc from 'fast-check';
import { JsonText, writeJson } from './write-json';

describe('writeJson', () => {
  it('writes a JsonText as its own text, at any depth', () => {
    const body = new JsonText('{"10":20.0, "2":1.50}');
    expect(writeJson({ data: [{ body, note: 'x' }] })).toBe('{"data":[{"body":{"10":20.0, "2":1.50},"note":"x"}]}');
    expect(writeJson(body)).toBe('{"10":20.0, "2":1.50}');
  });

  it('gives a plain JSON.stringify the same value', () => {
    expect(JSON.stringify({ body: new JsonText('{"points":20.0}') })).toBe('{"body":{"points":20}}');
  });

  it.each([
    ['leaves out undefined members and functions', { a: undefined, b: () => 1, c: 1 }],
    ['writes undefined elements as null', [undefined, 1]],
    ['writes a Date in ISO form', { at: new Date(Date.UTC(2030, 0, 2)) }],
    ['writes an impossible Date as null', { at: new Date(NaN) }],
    ['writes what is not a number as null', [NaN, Infinity, -0]],
    ['keeps characters that must be escaped', { 'a"b': '\u2028\n\\ \ud800' }],
  ])('%s, as JSON.stringify does', (_, value) => {
    expect(writeJson(value)).toBe(JSON.stringify(value));
  });

  it('writes null for nothing at all', () => {
    expect(writeJson(undefined)).toBe('null');
  });

  it('equals JSON.stringify for any JSON value', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => writeJson(value) === JSON.stringify(value)));
  });

  it('writes text back verbatim for any JSON value and any spacing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, spaces) => {
        const text = JSON.stringify(value, null, spaces);
        expect(writeJson({ before: 1, body: new JsonText(text), after: [2] })).toBe(`{"before":1,"body":${text},"after":[2]}`);
      }),
    );
  });
});
