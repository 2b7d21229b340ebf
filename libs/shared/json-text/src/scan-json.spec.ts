import fc from 'fast-check';
import { scanJson } from './scan-json';

describe('scanJson', () => {
  it.each([
    ['an ordinary payload', '{"body":{"points":20.0,"mobile":"919900000101","tags":["a",null,true]}}'],
    ['the same key in two objects', '[{"a":1},{"a":1}]'],
    ['the largest safe integer', '[9007199254740991,-9007199254740991]'],
    ['a whole surrogate pair', '["\\ud83d\\ude00","😀"]'],
    ['an escaped backslash before u0000', '["\\\\u0000"]'],
    ['twelve levels', '['.repeat(12) + ']'.repeat(12)],
  ])('accepts %s', (_, text) => {
    expect(scanJson(text)).toEqual([]);
  });

  it.each([
    ['an unfinished document', '{"a":', '', 'The document is not well-formed JSON.'],
    ['comments', '{"a":1 /* one */}', '', 'The document is not well-formed JSON.'],
    [
      'a key that stands twice',
      '{"body":{"points":1,"points":2}}',
      '/body/points',
      'Field /body/points stands more than once in its object.',
    ],
    ['a key that stands twice under two spellings', '{"a":1,"\\u0061":2}', '/a', 'Field /a stands more than once in its object.'],
    ['a prototype key', '{"body":{"__proto__":{}}}', '/body/__proto__', 'Field /body/__proto__ has a name that is not allowed.'],
    ['a constructor key', '{"constructor":1}', '/constructor', 'Field /constructor has a name that is not allowed.'],
    ['NUL in a string', '{"reason":"x\\u0000y"}', '/reason', 'Field /reason holds a NUL character.'],
    ['NUL in a key', '{"body":{"a\\u0000":1}}', '/body', 'Field /body has a key that holds a NUL character.'],
    ['a lone high surrogate', '[{"a":"\\ud83d"}]', '/0/a', 'Field /0/a holds half a surrogate pair.'],
    ['a lone low surrogate', '["ok","\\ude00x"]', '/1', 'Field /1 holds half a surrogate pair.'],
    ['a lone surrogate at the top', '"\\ud800"', '', 'The document holds half a surrogate pair.'],
    [
      'an unsafe integer',
      '{"id":9007199254740992}',
      '/id',
      'Field /id holds a number beyond ±9007199254740991, which cannot be kept exactly.',
    ],
    [
      'an unsafe integer in another spelling',
      '{"id":-1e16}',
      '/id',
      'Field /id holds a number beyond ±9007199254740991, which cannot be kept exactly.',
    ],
    ['a number beyond double', '{"points":1e400}', '/points', 'Field /points holds a number that is too large.'],
    ['a pointer that needs escapes', '{"a/b~":1e400}', '/a~1b~0', 'Field /a~1b~0 holds a number that is too large.'],
  ])('names %s', (_, text, pointer, message) => {
    expect(scanJson(text)).toEqual([{ pointer, message }]);
  });

  it('refuses an exact number that zeros make long', () => {
    expect(scanJson(`[2.${'0'.repeat(30)}]`, { exactNumbers: true })).toEqual([]);
    expect(scanJson(`[2.${'0'.repeat(31)}]`, { exactNumbers: true })).toMatchObject([{ pointer: '/0' }]);
  });

  it.each([['0', '-1', '5001001', '20.0', '12.50', '0.001', '0.1', '1706965718.306', '9007199254740991', '-0.5']])(
    'takes numbers that are shown as they are written',
    (...numbers) => {
      expect(scanJson(`[${numbers.join()}]`, { exactNumbers: true })).toEqual([]);
    },
  );

  it.each([
    [
      'digits that a double drops',
      '5001001.9999999999999',
      'Field /body/0 holds a number that would be read as another one than it is written.',
    ],
    ['a fraction too fine', '0.10000000000000000001', 'Field /body/0 holds a number that would be read as another one than it is written.'],
    [
      'a number that is shown with an exponent',
      '0.0000001',
      'Field /body/0 holds a number that would be read as another one than it is written.',
    ],
    ['minus zero', '-0', 'Field /body/0 holds a number that would be read as another one than it is written.'],
    ['minus zero with a point', '-0.00', 'Field /body/0 holds a number that would be read as another one than it is written.'],
    ['an exponent', '1e2', 'Field /body/0 holds a number with an exponent; write it out.'],
    ['a large exponent of nothing', '0E400', 'Field /body/0 holds a number with an exponent; write it out.'],
    ['what only seems safe', '9007199254740991.4', 'Field /body/0 holds a number that would be read as another one than it is written.'],
  ])('names %s where numbers must be exact', (_, number, message) => {
    expect(scanJson(`{"body":[${number}]}`, { exactNumbers: true })).toEqual([{ pointer: '/body/0', message }]);
    expect(scanJson(`{"body":[${number}]}`)).toEqual([]);
  });

  it('takes any number that JSON.stringify writes without an exponent, and finds it changed by one more digit', () => {
    const spelled = fc
      .double({ min: -1e15, max: 1e15, noNaN: true })
      .map(String)
      .filter((text) => /^-?[1-9][0-9]*\.[0-9]{3,}$/.test(text));
    fc.assert(
      fc.property(spelled, (text) => {
        expect(scanJson(text, { exactNumbers: true })).toEqual([]);
        expect(scanJson(`${text}00000000000000001`, { exactNumbers: true })).toHaveLength(1);
      }),
    );
  });

  it('names every problem of a document, each at its own place', () => {
    const text = '{"a":[1,{"b":1,"b":2},1e400],"c":"\\u0000"}';
    expect(scanJson(text).map(({ pointer }) => pointer)).toEqual(['/a/1/b', '/a/2', '/c']);
  });

  it('stops at the first value that lies too deep', () => {
    const text = '{"a":'.repeat(13) + '1' + '}'.repeat(13);
    expect(scanJson(text)).toEqual([
      { pointer: '/a'.repeat(12), message: `Field ${'/a'.repeat(12)} lies deeper than the allowed 12 levels.` },
    ]);
  });

  it('survives a nesting that would exhaust the stack of a recursive reader', () => {
    expect(scanJson('['.repeat(500_000) + ']'.repeat(500_000))).toHaveLength(1);
  });

  it('counts the keys of all objects together', () => {
    const text = '[{"a":1,"b":2},{"c":3}]';
    expect(scanJson(text, { maxKeys: 3 })).toEqual([]);
    expect(scanJson(text, { maxKeys: 2 })).toEqual([{ pointer: '', message: 'The document has more than the allowed 2 keys.' }]);
  });

  it('names no more than 20 problems', () => {
    expect(scanJson(`[${'1e400,'.repeat(1000)}0]`)).toHaveLength(20);
  });

  it('finds nothing wrong with whatever JSON.stringify writes within the limits', () => {
    const safeNumber = fc.double({ min: -1e15, max: 1e15, noNaN: true });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 8 }, safeNumber, fc.boolean(), cleanText, fc.array(tie('tree')), fc.dictionary(cleanKey, tie('tree'))),
    }));
    fc.assert(fc.property(tree, (value) => scanJson(JSON.stringify(value), { maxKeys: 100_000 }).length === 0));
  });
});

const cleanText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
const cleanKey = cleanText.map((text) => `k${text}`);
