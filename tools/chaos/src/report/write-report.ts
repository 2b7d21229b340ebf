import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChaosResult } from '../chaos-result';
import { markdownOf } from './markdown';
import { plotsOf } from './plots/all-plots';
import { verdictOf } from './verdict';

/** Where the report was written. */
export interface WrittenReport {
  readonly markdown: string;
  readonly json: string;
}

/** Writes the report of a run into a folder: Markdown for people, its pictures beside it, and JSON with all of the result. */
export async function writeReport(result: ChaosResult, folder: string): Promise<WrittenReport> {
  await mkdir(folder, { recursive: true });
  const verdict = verdictOf(result);
  const plots = plotsOf(result);
  const markdown = path.join(folder, 'report.md');
  const json = path.join(folder, 'report.json');
  await Promise.all([
    ...plots.map(({ file, svg }) => writeFile(path.join(folder, file), svg)),
    writeFile(markdown, markdownOf(result, verdict, plots)),
    writeFile(json, `${JSON.stringify({ verdict, ...result }, undefined, 2)}\n`),
  ]);
  return { markdown, json };
}
