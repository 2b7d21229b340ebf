import { formulaSafe, withoutApostrophe } from './formula-safe';

describe('a cell that we write', () => {
  it.each(['=1+1', '+911', '-5', '@cmd', '\t=1', '\r=1'])('is never a formula: %j', (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
    expect(withoutApostrophe(formulaSafe(cell))).toBe(cell);
  });

  it.each(['919900000101', 'ACR-1', "'quoted'", "it's", ''])('stays as it is otherwise: %j', (cell) => {
    expect(formulaSafe(cell)).toBe(cell);
    expect(withoutApostrophe(cell)).toBe(cell);
  });
});
