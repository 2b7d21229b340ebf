import { parseSpelled, SpelledNumber } from './spelled-json';

describe('parseSpelled', () => {
  it.each(['5001001.9999999999999', '100.0', '1e3', '-0', '12345678901234567890'])('keeps the number %s as it is spelled', (text) => {
    expect(parseSpelled(`{"a":[${text}]}`)).toEqual({ a: [new SpelledNumber(text)] });
  });

  it('leaves texts, keys and everything else alone', () => {
    const json = '{"1":"12","a\\"2":"3\\\\","b":[true,null,{"c":"x 4"}]}';
    expect(parseSpelled(json)).toEqual(JSON.parse(json));
  });
});
