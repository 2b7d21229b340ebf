import { countOf } from './count-of';

describe('a count in a sentence', () => {
  it.each([
    [0, '0 points'],
    [1, '1 point'],
    ['1', '1 point'],
    ['1.0', '1.0 points'],
    [0.5, '0.5 points'],
    ['11', '11 points'],
  ])('has the noun in its number: %s', (count, words) => {
    expect(countOf(count, 'point')).toBe(words);
  });

  it('has the plural that is given where none is made by an s', () => {
    expect([countOf(1, 'execution is', 'executions are'), countOf(2, 'execution is', 'executions are')]).toEqual([
      '1 execution is',
      '2 executions are',
    ]);
  });
});
