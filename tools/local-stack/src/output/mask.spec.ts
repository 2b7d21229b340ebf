import { maskNumbers } from './mask';

describe('masking mobile numbers', () => {
  it.each([
    ['redeem 100 points of 9800000049', 'redeem 100 points of 98******49'],
    ['label 919900000141 "Gold watch"', 'label 91********41 "Gold watch"'],
    ['from 9800000049 to 9800000050', 'from 98******49 to 98******50'],
  ])('shows two digits at either end of a number: %s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });

  it('leaves shorter numbers alone, such as points and customer ids', () => {
    expect(maskNumbers('grant customer 5001042 20 points')).toBe('grant customer 5001042 20 points');
  });
});
