import { plainDecimal } from './plain-decimal';

describe('a number in whatever spelling', () => {
  it.each([
    ['15', '15'],
    ['15.00', '15'],
    [15, '15'],
    ['1.500', '1.5'],
    ['-0.10', '-0.1'],
    ['1001.10', '1001.1'],
  ])('is one: %s is %s', (spelled, plain) => {
    expect(plainDecimal(spelled)).toBe(plain);
  });

  it.each(['', '1e3', '1,5', ' 1', '.5', '1.', '1234567890123456', 'ACR-1.0'])(
    'is left as it is where it is none, or too long: %s',
    (text) => {
      expect(plainDecimal(text)).toBe(text);
    },
  );
});
