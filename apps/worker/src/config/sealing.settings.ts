import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { filePath, text } from '@countersign/config';
import { z } from 'zod';

const SIGNING_KEY =
  'expected the path of a readable file that holds a private ed25519 key in PEM; `openssl genpkey -algorithm ed25519` makes one';

/** The file of the key that signs the journal, read. What is wrong with it is told in words that do not quote it. */
export function signingKeyFile() {
  return filePath().transform((path, context): KeyObject => {
    const key = privateKeyIn(path);
    if (key?.asymmetricKeyType === 'ed25519') return key;
    context.addIssue(SIGNING_KEY);
    return z.NEVER;
  });
}

/** It need not be there yet, and may be away for a while: readiness tells of that. */
export function checkpointFile() {
  return filePath().refine((path) => !isFolder(path), 'expected the path of a file, not of a folder');
}

/** As it stands in every checkpoint. */
export function logName() {
  return text().pipe(z.string().regex(/^[^\s+]+$/, 'expected a name without spaces and plus signs'));
}

function privateKeyIn(path: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(path));
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
