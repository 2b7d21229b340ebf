import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Redis } from 'ioredis';

const MASKED = '<personal>';
/** How much of what stands around a find is told. */
const AROUND = 80;
const PATIENCE_MS = 1_000;

/**
 * By what tests and tours name customers, also written into a URL; not the digits inside an id. Mobile numbers of the sandbox's customers
 * with and without the country code, any other one with it, and addresses and ids as the sandbox has them.
 */
const PERSONAL = new RegExp(
  [
    String.raw`(?:%2B|(?<![0-9A-Za-z]))(?:91)?99000\d{5}(?![0-9A-Za-z])`,
    String.raw`(?:%2B|(?<![0-9A-Za-z.-]))91[6-9]\d{9}(?![0-9A-Za-z])`,
    String.raw`[\w.+-]+(?:@|%40)example\.com`,
    String.raw`EXT-\d{7,9}(?!\d)`,
  ].join('|'),
  'gi',
);

/** Where a text names a customer, as `where:line: what stands around it`, the name itself masked. */
export function personalDataIn(text: string, where: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const at = line.search(PERSONAL);
    if (at < 0) return [];
    const around = line.slice(Math.max(0, at - AROUND), at + AROUND);
    return [`${where}:${index + 1}: ${around.replaceAll(PERSONAL, MASKED)}`];
  });
}

/** Where the logs in a folder name a customer. */
export async function personalDataInLogs(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const found = await Promise.all(files.map(async (file) => personalDataIn(await readFile(path.join(folder, file), 'utf8'), file)));
  return found.flat();
}

/** Every key of a Redis of our own, with its value. @throws Error when it does not answer at once */
export async function everythingInRedis(url: string): Promise<string> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null, connectTimeout: PATIENCE_MS, commandTimeout: PATIENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Longer texts could not be read otherwise.
    await client.config('SET', 'rdbcompression', 'no');
    const keys = await client.keys('*');
    const values = await Promise.all(keys.map((key) => client.dumpBuffer(key)));
    return keys.map((key, index) => `${key} ${values[index]?.toString('latin1') ?? ''}`).join('\n');
  } finally {
    client.disconnect();
  }
}
