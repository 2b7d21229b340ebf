import { deadAnchors, missingFiles, textOf } from './documentation';

const PAGE = 'docs/security.md';
const page = textOf(PAGE);
const rows = page.split('\n').filter((line) => /^\| S\d+ /.test(line));

describe('docs/security.md', () => {
  it('has a row for each attack of the catalogue, in order', () => {
    expect(rows.length).toBeGreaterThanOrEqual(57);
    expect(rows.map((row) => /S\d+/.exec(row)?.[0])).toEqual(rows.map((_, index) => `S${index + 1}`));
  });

  it('says for each what stands against it and where that is shown', () => {
    const bare = rows.filter((row) =>
      row
        .split('|')
        .slice(2, 5)
        .some((cell) => cell.trim() === ''),
    );
    expect(bare).toEqual([]);
    expect(rows.filter((row) => !/spec\.ts`|npm test|\(#[a-z-]+\)/.test(row))).toEqual([]);
  });

  it('names only tests that are there', () => {
    const named = [...page.matchAll(/`((?:apps|libs|tools)\/[^`\s]+spec\.ts)`/g)].map(([, path]) => String(path));
    expect(named.length).toBeGreaterThan(30);
    expect(missingFiles(named)).toEqual([]);
  });

  it('leads only to headings that are there', () => {
    expect(deadAnchors(PAGE, page)).toEqual([]);
  });
});
