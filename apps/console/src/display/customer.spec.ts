import { shortCustomer, shortLine } from './customer';

describe('a customer in a list', () => {
  it('is shortened to what one recognises', () => {
    expect(shortCustomer('919900000101')).toBe('…000101');
    expect(shortCustomer('C-1')).toBe('C-1');
  });

  it('is shortened in a sentence, and so is everybody else in it', () => {
    expect(shortLine('Enrol 2 customers: 5001050, 5001041 for badge ba5e00000000000000000001', '5001050')).toBe(
      'Enrol 2 customers: …001050, …001041 for badge ba5e00000000000000000001',
    );
    expect(shortLine('Redeem 100 points of customer asha@example.com', 'asha@example.com')).toBe('Redeem 100 points of customer …le.com');
  });

  it('leaves points as they are', () => {
    expect(shortLine('Redeem 12000000 points of customer 919900000101', '919900000101')).toBe('Redeem 12000000 points of customer …000101');
    expect(shortLine('Redeem 1000000.5 points of customer 1', '1')).toBe('Redeem 1000000.5 points of customer 1');
  });
});
