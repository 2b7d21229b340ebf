import { formatPoints } from './numbers';

describe('points', () => {
  it.each([
    [0.1, '0.1'],
    [1234567.125, '1,234,567.125'],
    [0.1234567, '0.1234567'],
    [5001001.9999999, '5,001,001.9999999'],
  ])('are never rounded for the eye: %s', (amount, shown) => {
    expect(formatPoints(amount)).toBe(shown);
  });
});
