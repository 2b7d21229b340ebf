import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './workspace-projects';

/** @param path from the root */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function missingFiles(paths: readonly string[]): string[] {
  return paths.filter((path) => !existsSync(join(ROOT, path)));
}

/** Cells of each row of a table, without the head and the line below it. @param text of a page, or of a part of it */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter((row, index) => !isRule(row) && !isRule(cells[index + 1]));
}

function isRule(row: readonly string[] | undefined): boolean {
  return row?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
}

/** What stands below a heading, up to the next one of its rank or a higher one. */
export function sectionOf(text: string, heading: string): string {
  const [mark = ''] = heading.split(' ');
  const [, below = ''] = text.split(`\n${heading}\n`);
  return below.split(new RegExp(`\n#{1,${mark.length}} `))[0] ?? '';
}

/** Anchors of the headings of a page, examples aside, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  const prose = text.replaceAll(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links of a page to headings, also of other pages, that are not there. */
export function deadAnchors(path: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]*)#([^)]+)\)/g)];
  const isDead = ([, file = '', anchor = '']: RegExpExecArray): boolean =>
    !/^https?:/.test(file) && !anchorsOf(file === '' ? text : textOf(join(dirname(path), file))).includes(anchor);
  return links.filter(isDead).map(([link]) => link);
}
