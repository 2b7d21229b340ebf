import { open, rm } from 'node:fs/promises';
import path from 'node:path';

const LINES = 12;
const BYTES = 16_384;

/** The last lines that were written to the file after `from` (bytes); none when there is no such file. */
export async function logTail(file: string, from = 0): Promise<string[]> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return [];
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - BYTES);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(BYTES), 0, BYTES, start);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    return lines.filter((line) => line.trim() !== '').slice(-LINES);
  } finally {
    await handle.close();
  }
}

/** Logs tell of one start; within it an app that is started again adds to its own. */
export async function freshLog(folder: string, name: string): Promise<string> {
  const file = path.join(folder, `${name}.log`);
  await rm(file, { force: true });
  return file;
}
