import { plainInstant } from './plain-instant';

describe('one point in time', () => {
  it.each([
    ['2026-03-15T11:20:00+05:30', '2026-03-15T05:50:00.000Z'],
    ['2026-03-15T05:50:00Z', '2026-03-15T05:50:00.000Z'],
    ['2026-03-15T11:20:00', '2026-03-15T11:20:00.000'],
    ['2026-03-15T11:20', '2026-03-15T11:20:00.000'],
    ['tomorrow', 'tomorrow'],
  ])('of %s is %s', (spelled, plain) => {
    expect(plainInstant(spelled)).toBe(plain);
  });
});
