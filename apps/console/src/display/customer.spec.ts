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
    expect(shortLine('Redeem 100 points of customer asha@example.com', 'asha@example.com')).toBe(
      'Redeem 100 points of customer ash…@example.com',
    );
  });

  it.each([
    ['an amount, however it is called', 'Grant 98345678 goodwill points to customer 5001015 in programme 1234567', '5001015', '…001015'],
    ['an amount that reads like the customer', 'Redeem 9919900 points of customer 9919900 (mobile)', '9919900', '…919900'],
    [
      'words that read like the customer',
      'Redeem 9 points of customer “9 points of customer” (external id)',
      '9 points of customer',
      '…stomer',
    ],
    [
      'a label that reads like the customer',
      'Set the status of customer Blacklisted (externalId) to Not Blacklisted',
      'Blacklisted',
      '…listed',
    ],
    ['a label of digits', 'Set the status of customer “a:1234567” (externalId) to customer 1234567', 'a:1234567', '…234567'],
  ])('leaves %s whole', (_, line, customer, short) => {
    const at = line.indexOf('customer ') + 'customer '.length + (line.includes('“') ? 1 : 0);
    expect(shortLine(line, customer)).toBe(line.slice(0, at) + short + line.slice(at + customer.length));
  });

  it('tells two addresses at one place apart', () => {
    expect(shortCustomer('asha.verma@gmail.com')).toBe('ash…@gmail.com');
    expect(shortCustomer('evil.twin@gmail.com')).toBe('evi…@gmail.com');
  });

  it('leaves points as they are', () => {
    expect(shortLine('Redeem 12000000 points of customer 919900000101', '919900000101')).toBe('Redeem 12000000 points of customer …000101');
    expect(shortLine('Redeem 1000000.5 points of customer 1', '1')).toBe('Redeem 1000000.5 points of customer 1');
  });
});
