import type { LeafField } from '../../schema-form/field';
import { cellProblem } from './cell-problem';

const BASICS = { name: 'n', pointer: '/n', label: 'N', isTitled: true, isRequired: true, isUsual: true } as const;
const PLAIN = { ...BASICS, isLong: false, suggestions: [] } as const;
const FIELDS = {
  points: { ...PLAIN, kind: 'number', spellings: [{ as: 'number' }] },
  // As the redemption spells its points: digits in a text.
  digits: { ...PLAIN, kind: 'text', spellings: [{ as: 'text', pattern: String.raw`^\d{1,10}(\.\d{1,3})?$` }] },
  reference: { ...PLAIN, kind: 'text', spellings: [{ as: 'text' }] },
  reason: { ...PLAIN, kind: 'text', spellings: [{ as: 'text' }], isLong: true },
  time: { ...PLAIN, kind: 'text', spellings: [{ as: 'text', pattern: String.raw`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$` }] },
  mobile: { ...PLAIN, name: 'mobile', kind: 'text', spellings: [{ as: 'text' }] },
  account: { ...PLAIN, placeholder: '919900000101', kind: 'text', spellings: [{ as: 'text' }] },
  programme: { ...PLAIN, kind: 'number', spellings: [{ as: 'number', isWhole: true }] },
  customers: { ...BASICS, kind: 'lines', spellings: [{ as: 'number' }] },
} satisfies Record<string, LeafField>;

const problem = (name: keyof typeof FIELDS, cell: string) =>
  cellProblem({ field: FIELDS[name], header: 'Column', path: 'n', isRequired: true }, cell);

describe('a cell of a file', () => {
  it.each(['points', 'digits'] as const)('of %s is refused where it can be read as thousands and as decimals', (name) => {
    expect(problem(name, '1.500')).toBe('Column: 1.500: write 1500 or 1.5.');
    expect(problem(name, '1,500')).toBe('Column: 1,500: write 1500 or 1.5.');
    expect(problem(name, '12.345')).toBe('Column: 12.345: write 12345 or 12.3450.');
    expect(problem(name, '2.000')).toBe('Column: 2.000: write 2000 or 2.0.');
  });

  it.each([
    ['1,5', '1.5'],
    ['1234,567', '1234.567'],
    ['1.500,50', '1500.50'],
    ['1,500.50', '1500.50'],
    ['1.500.000', '1500000'],
    ['1 500', '1500'],
    ['1\u00A0500,5', '1500.5'],
    ['1’500.5', '1500.5'],
    ['007', '7'],
  ])('with the number %s is refused, and says to write %s', (cell, wanted) => {
    expect(problem('points', cell)).toContain(`${cell}: write ${wanted}`);
  });

  it.each(['15', '1500', '0.125', '1.5', '1.50', '1500.125', '-3', 'many', ''])('with %j is left to the gateway', (cell) => {
    expect(problem('points', cell)).toBeUndefined();
  });

  it('may have zeros in front where it is sent as text', () => {
    expect(problem('digits', '007')).toBeUndefined();
  });

  it.each([
    ['reference', '9.199E+11'],
    ['reference', '9,199E+11'],
    ['points', '1e5'],
    ['reference', '#NAME?'],
    ['points', '########'],
    ['reference', '01-Feb'],
    ['reference', '2. Jan'],
    ['reference', 'Feb-26'],
    ['reference', 'Feb 26'],
    ['reference', '26 Feb'],
    ['reference', '01.Feb.26'],
    ['reference', '1. Mär 2026'],
    ['reference', 'Sept 2026'],
    ['points', '01.05.2026'],
    ['customers', '5001|9.1E+11'],
  ] as const)('is refused where a spreadsheet has spoilt it: %s %s', (name, cell) => {
    expect(problem(name, cell)).toMatch(/^Column: /);
  });

  it('of a reference may look like a number, and a reason like anything', () => {
    for (const cell of ['1.500', '1,500', '5E11', '2026-01-02', '0042']) expect(problem('reference', cell)).toBeUndefined();
    for (const cell of ['01-Feb', '1.500', '1,5']) expect(problem('reason', cell)).toBeUndefined();
  });

  it.each([
    ['13.05.2026 10:00', '2026-05-13 10:00:00'],
    ['05/13/2026 9:30:15', '2026-05-13 09:30:15'],
    ['05.05.2026 10:00', '2026-05-05 10:00:00'],
    ['2026/5/3 10:00', '2026-05-03 10:00:00'],
  ])('says of the date %s how to write this date and no other: %s', (cell, written) => {
    expect(problem('time', cell)).toBe(`Column: ${cell}: write it as ${written}, the year first.`);
  });

  it.each(['03.05.2026 10:00', '04/05/2026 10:00', '13.05.2026', '13.05.26 10:00', '31.02.2026 10:00', '13.05.2026 25:00'])(
    'guesses no date out of %s, and names none',
    (cell) => expect(problem('time', cell)).toBe(`Column: ${cell}: write it as YYYY-MM-DD HH:MM:SS: year, month, day.`),
  );

  it('with a date as its field wants it is fine', () => {
    expect(problem('time', '2026-04-15 23:01:46')).toBeUndefined();
  });

  it.each(['5001001;5 001 002', '5001001;5,001,002', '5001001, 5 001 002', '5001001;5,101,102', '5001001;0005001002', '5001001|5 001 002'])(
    'of several customers enrols no strangers: %s',
    (cell) => expect(problem('customers', cell)).toMatch(/^Column: .+: (?:put \| between|write )/),
  );

  it.each(['919.900.000.107', '919900000109.0', '9199000001ll', '919 900 000 107', '91990O000107'])(
    'with the mobile %s is refused',
    (cell) => {
      expect(problem('mobile', cell)).toContain('digits alone');
      expect(problem('account', cell)).toContain('digits alone');
    },
  );

  it.each(['919900000107', '+919900000107'])('with the mobile %s is left to the gateway', (cell) => {
    expect(problem('mobile', cell)).toBeUndefined();
  });

  it('asks for a whole number where only those fit', () => {
    expect(problem('programme', '7.001')).toBe('Column: 7.001: write a whole number, 7001 if that is meant.');
  });

  it('of several values has bars between them, and no thousands', () => {
    expect(problem('customers', '5001001|5001002')).toBeUndefined();
    expect(problem('customers', '5001001,5001002')).toBeUndefined();
    expect(problem('customers', '1,500')).toContain('put | between');
    expect(problem('customers', '12|1.500')).toContain('1.500: write 1500 or 1.5');
  });
});
