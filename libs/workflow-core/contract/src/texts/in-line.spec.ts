import { inLine } from './in-line';

describe('a text in a line', () => {
  it.each(['919900000101', 'asha@example.com', 'Suspended', 'Käse-Karte', 'family_11'])('stands as it is: %s', (text) => {
    expect(inLine(text)).toBe(text);
  });

  it('is in quotes where it could pass for our own words', () => {
    expect(inLine('x (mobile, INSTORE) to Active')).toBe('“x (mobile, INSTORE) to Active”');
    expect(inLine('919900000101 to Active')).toBe('“919900000101 to Active”');
    expect(inLine('1000 points of customer')).toBe('“1000 points of customer”');
    expect(inLine('a” to “b')).toBe('“a”” to “b”');
  });
});
