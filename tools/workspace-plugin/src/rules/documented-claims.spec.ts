import { anchorsOf, deadAnchors, missingFiles, rowsOf, sectionOf, textOf } from './documentation';

const PAGE = 'docs/claims.md';
const page = textOf(PAGE);
const PAGES = ['README.md', 'docs/guarantees.md', 'docs/security.md', 'docs/privacy.md', 'docs/audit.md', 'SECURITY.md'];
/** What each row says about its claim; code is quoted in backticks. */
const claims = rowsOf(page).map(([claim = '', said = '', test = '']) => ({ claim, said, test }));

interface NamedTest {
  readonly path: string;
  readonly names: readonly string[];
}

/** Each file that a cell names, with the names of tests that follow it. */
function testsIn(cell: string): NamedTest[] {
  const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => String(text));
  const tests: { path: string; names: string[] }[] = [];
  for (const text of quoted) {
    if (/^(?:apps|libs|tools)\/\S+\.ts$/.test(text)) tests.push({ path: text, names: [] });
    else tests.at(-1)?.names.push(text);
  }
  return tests;
}

const tested = claims.filter(({ test }) => !test.startsWith('not tested: '));
const namedTests = claims.flatMap(({ test }) => testsIn(test));

describe('docs/claims.md', () => {
  it.each(PAGES)('has a table of what %s says', (named) => {
    const rows = rowsOf(sectionOf(page, `## ${named}`));
    expect(rows.length).toBeGreaterThan(5);
    const file = named.replace(/^docs\//, '');
    expect(rows.filter(([, said = '']) => !said.includes(`${file}#`))).toEqual([]);
  });

  it('names a test for each claim, with what is tested in it, or says why there is none', () => {
    expect(claims.filter(({ claim, said, test }) => [claim, said, test].includes(''))).toEqual([]);
    const vague = tested.filter(({ test }) => testsIn(test).length === 0 || testsIn(test).some(({ names }) => names.length === 0));
    expect(vague).toEqual([]);
  });

  it('names only files that are there', () => {
    expect(namedTests.length).toBeGreaterThan(200);
    expect(missingFiles(namedTests.map(({ path }) => path))).toEqual([]);
  });

  it('quotes only what stands in the file', () => {
    const unknown = namedTests.flatMap(({ path, names }) => {
      const text = textOf(path);
      return names.filter((name) => !text.includes(name)).map((name) => `${path}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('leads only to headings that are there', () => {
    expect(deadAnchors(PAGE, page)).toEqual([]);
  });

  it.each([
    ['README.md', '## What it guarantees'],
    ['docs/guarantees.md', '## What is guaranteed'],
  ])('has every guarantee of %s, in its words', (named, heading) => {
    const guarantees = rowsOf(sectionOf(textOf(named), heading)).map(([guarantee = '']) => withoutLinks(guarantee));
    const claimed = rowsOf(sectionOf(page, `## ${named}`)).map(([claim]) => claim);
    expect(guarantees.length).toBeGreaterThan(5);
    expect(guarantees.filter((guarantee) => !claimed.includes(guarantee))).toEqual([]);
  });

  it('has every fault of docs/guarantees.md', () => {
    const faults = rowsOf(sectionOf(textOf('docs/guarantees.md'), '## Fault by fault')).map(([id]) => id);
    const claimed = claims.map(({ claim }) => /^F\d+(?=: )/.exec(claim)?.[0]);
    expect(claimed.filter(Boolean)).toEqual(faults);
  });

  it.each(['docs/security.md', 'docs/privacy.md', 'docs/audit.md'])('has something of every section of %s', (named) => {
    const file = named.replace(/^docs\//, '');
    const [, ...anchors] = anchorsOf(textOf(named));
    expect(anchors.length).toBeGreaterThan(5);
    expect(anchors.filter((anchor) => !page.includes(`(${file}#${anchor})`))).toEqual([]);
  });
});

function withoutLinks(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}
