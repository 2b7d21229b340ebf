import { inLine } from './in-line';

describe('a text in a line', () => {
  it.each(['919900000101', 'asha@example.com', 'Fraud suspected', 'Käse-Karte 7', 'family_11'])('stands as it is: %s', (text) => {
    expect(inLine(text)).toBe(text);
  });

  it('is in quotes where it could pass for our own words', () => {
    expect(inLine('x (mobile, INSTORE) to Active')).toBe('“x (mobile, INSTORE) to Active”');
    expect(inLine('a” to “b')).toBe('“a”” to “b”');
  });
});
