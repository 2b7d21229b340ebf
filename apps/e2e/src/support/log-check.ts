import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Mobile numbers of the sandbox's customers, also written into a URL; not the digits inside an id. */
const SAMPLE_MOBILE = /(?:%2B|(?<![0-9A-Za-z]))(?:91)?99000\d{5}(?![0-9A-Za-z])/i;

/** Where the logs of a stack name one of the sample customers, as `file:line: what is there`, the number itself masked. */
export async function personalDataIn(logs: string): Promise<string[]> {
  const files = (await readdir(logs)).filter((name) => name.endsWith('.log'));
  const found = await Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(path.join(logs, file), 'utf8')).split('\n');
      return lines.flatMap((line, index) => (SAMPLE_MOBILE.test(line) ? [`${file}:${index + 1}: ${around(line)}`] : []));
    }),
  );
  return found.flat();
}

function around(line: string): string {
  const { index = 0 } = SAMPLE_MOBILE.exec(line) ?? {};
  return line.slice(Math.max(0, index - 80), index + 80).replaceAll(new RegExp(SAMPLE_MOBILE.source, 'gi'), '<mobile>');
}
