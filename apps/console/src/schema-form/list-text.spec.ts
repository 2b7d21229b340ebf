import { valuesOfList } from './list-text';
import { spelled } from './payload';

const NUMBERS = [{ as: 'number' }] as const;
const sent = (text: string) => valuesOfList(text, NUMBERS).map((value) => spelled(value, NUMBERS));

describe('a list of numbers', () => {
  it.each([
    '5001001\n5001002',
    '5001001|5001002',
    '5001001;5001002',
    '5001001,5001002',
    '5001001, 5001002',
    '5001001 5001002',
    '5001001,\n5001002,',
  ])('may be written %j', (text) => expect(sent(text)).toEqual([5001001, 5001002]));

  it.each([
    ['5001001;5 001 002', [5001001, '5 001 002']],
    ['5001001;5,001,002', [5001001, '5,001,002']],
    ['5001001;5,101,102', [5001001, '5,101,102']],
    ['5001001, 5 001 002', ['5001001, 5 001 002']],
    ['5001001,5,101,102', ['5001001,5,101,102']],
    ['5\u00A0101\u00A0102', ['5\u00A0101\u00A0102']],
    ['5001001;0005001002', [5001001, '0005001002']],
    ['001', ['001']],
  ])('enrols nobody by a guess: %j', (text, values) => expect(sent(text)).toEqual(values));

  it('of texts is parted by lines alone', () => {
    expect(valuesOfList('a, b;c\nd', [{ as: 'text' }])).toEqual(['a, b;c', 'd']);
  });
});
