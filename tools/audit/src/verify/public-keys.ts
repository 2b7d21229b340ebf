import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type NoteKey, readVerifierKey } from '@countersign/journal';
import { UnreadableError } from './unreadable-error';

/**
 * The keys that may have signed: each a file with a PEM key or with verifier keys (`name+id+key`), a line each.
 * @param name of the log, which a PEM file does not tell
 */
export async function readPublicKeys(files: readonly string[], name: string): Promise<NoteKey[]> {
  const keys = await Promise.all(files.map((file) => keysIn(file, name)));
  return keys.flat();
}

async function keysIn(file: string, name: string): Promise<NoteKey[]> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.includes('-----BEGIN')) return [{ name, key: createPublicKey(text) }];
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => readVerifierKey(line));
  } catch (cause) {
    throw new UnreadableError(`${file} holds no public key.`, { cause });
  }
}
