import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PLANTED_BUGS } from './catalogue';
import { SCENARIOS } from './planted-bug';

const README = readFileSync(path.join(__dirname, '..', 'README.md'), 'utf8');

describe('the catalogue of planted bugs', () => {
  it('has names that differ', () => {
    expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length);
  });

  it('says of each bug what it changes', () => {
    expect(PLANTED_BUGS.filter(({ code, edits }) => !code && !edits?.length)).toEqual([]);
  });

  it('uses each scenario', () => {
    expect(new Set(PLANTED_BUGS.map(({ scenario }) => scenario))).toEqual(new Set(SCENARIOS));
  });

  it.each(PLANTED_BUGS)('has $name in the README as it is', ({ name, mistake, violates, scenario, code, edits }) => {
    const where = [...(code ? [code.app] : []), ...(edits ? ['database'] : [])].join(', ');
    const row = README.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row?.split('|').map((cell) => cell.trim())).toEqual(['', `\`${name}\``, mistake, where, scenario, violates.join(', '), '']);
  });
});
