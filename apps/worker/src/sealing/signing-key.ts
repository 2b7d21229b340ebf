import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * The key that signs checkpoints, from a PEM file.
 * @throws Error that names the setting, never what is in the file
 */
export function readSigningKey(file: string): KeyObject {
  const key = parsed(file);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error(`AUDIT_SIGNING_KEY_FILE (${file}) holds no private ed25519 key as PEM: openssl genpkey -algorithm ed25519 makes one.`);
  return key;
}

function parsed(file: string): KeyObject | undefined {
  const text = readFileSync(file, 'utf8');
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
}
