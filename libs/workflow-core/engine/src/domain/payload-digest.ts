import { createHash, randomBytes } from 'node:crypto';

/** Salted so that the digest of a short payload cannot be guessed back; opaque to clients. Hex. */
export function payloadDigest(salt: string, payloadText: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(payloadText, 'utf8').digest('hex');
}

export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** A key as it is stored and indexed: fixed length, not readable, scoped to its type. Hex. */
export function keyHash(type: string, key: string): string {
  return createHash('sha256').update(`${type}\n${key}`, 'utf8').digest('hex');
}
