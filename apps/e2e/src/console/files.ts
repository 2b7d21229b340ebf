import { readFile } from 'node:fs/promises';
import type { Customer } from '../support/submissions';
import type { Visitor } from './visitor';

/** Files of goodwill points, as makers upload them. */

export interface GoodwillRow {
  readonly reference: string;
  readonly customer: Customer;
  readonly points: string;
}

const HEADER = ['Reference', 'Loyalty programme', 'Awarding till', 'Customer', 'Points', 'Source', 'Reason'];

function cellsOf({ reference, customer, points }: GoodwillRow): string[] {
  return [reference, '7001', '900104', String(customer.id), points, 'API', 'Late delivery'];
}

export function goodwillFile(rows: readonly GoodwillRow[]): string {
  return [HEADER, ...rows.map(cellsOf)].map((cells) => cells.join(',')).join('\n');
}

/** The same as a spreadsheet of another country saves it: other columns first, other marks, sorted the other way round. */
export function savedElsewhere(rows: readonly GoodwillRow[]): string {
  const lines = [HEADER, ...rows.map(cellsOf).toReversed()].map((cells) => cells.toReversed().map((cell) => `"${cell}"`));
  return `\uFEFFsep=;\r\n${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n;;;;;;\r\n`;
}

export async function choose({ page }: Visitor, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

/** @returns its lines */
export async function downloadedResults({ page }: Visitor): Promise<string[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the results' }).click()]);
  return (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
}
