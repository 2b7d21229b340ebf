import { exactTextAt, laidOut } from './exact-text';

const ANSWER =
  '{"data":{"a\\"}":[1,{"b":"}"}],"details": {"first":1.50 , "payload":{"points":100.0,"note":"a,\\"}]","none":{ }}},"end":null},"n":[]}';

describe('exactTextAt', () => {
  it('keeps the spelling of numbers that a parser would change', () => {
    expect(exactTextAt(ANSWER, ['data', 'details', 'payload', 'points'])).toBe('100.0');
    expect(exactTextAt(ANSWER, ['data', 'details', 'first'])).toBe('1.50');
  });

  it('is not led astray by brackets, commas and quotes inside of texts', () => {
    expect(exactTextAt(ANSWER, ['data', 'details', 'payload'])).toBe('{"points":100.0,"note":"a,\\"}]","none":{ }}');
    expect(exactTextAt(ANSWER, ['data', 'end'])).toBe('null');
    expect(exactTextAt(ANSWER, ['n'])).toBe('[]');
  });

  it('says nothing of what is not there', () => {
    expect(exactTextAt(ANSWER, ['data', 'details', 'body'])).toBeUndefined();
    expect(exactTextAt(ANSWER, ['n', 'x'])).toBeUndefined();
  });
});

describe('laidOut', () => {
  it('changes nothing but the blanks between values', () => {
    expect(laidOut('{"a":1.0,"b":["x, y",{}],"c":{ }}')).toBe('{\n  "a": 1.0,\n  "b": [\n    "x, y",\n    {}\n  ],\n  "c": {}\n}');
  });
});
