import { wholeNumbersWithPoint } from './whole-numbers-with-point';

describe('wholeNumbersWithPoint', () => {
  it('tells where each of them has its fraction, at any depth', () => {
    const text = '{"a":5001001.0,"b":[{"c":-7.000},20]}';
    expect(wholeNumbersWithPoint(text).map((offset) => text.slice(offset))).toEqual(['0,"b":[{"c":-7.000},20]}', '000},20]}']);
  });

  it.each(['{"a":5.10,"b":5.01,"c":5,"d":0.5}', '{"a":"5001001.0","5.0":"x"}', '{}', '""'])('finds none in %s', (text) => {
    expect(wholeNumbersWithPoint(text)).toEqual([]);
  });
});
