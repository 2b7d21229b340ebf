import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKeys } from './sealing-keys';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ANY_SEALED = /sealed:v1:([A-Za-z0-9_-]{1,32}):/g;
/** `sealed:v1:<key id>:<base64url of nonce, tag and ciphertext>` */
const SEALED = /^sealed:v1:([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)$/;

/** A sealed text cannot be opened: its key is not among ours, or it was changed or moved. Never says what it holds. */
export class SealedTextError extends Error {
  constructor(reason: string) {
    super(`a sealed text cannot be opened: ${reason}`);
    this.name = 'SealedTextError';
  }
}

/**
 * Seals secrets that are kept at rest with AES-256-GCM. The place that a text is sealed for is authenticated with it, so that a sealed
 * text opens nowhere else. Nonces are random: one key must not seal more than 2^32 texts, which webhooks and connectors never come near.
 */
export class Sealing {
  constructor(private readonly keys: SealingKeys) {}

  /** @param place where the text is kept, such as `webhook/7/<id>/secret`; opening needs the same */
  seal(text: string, place: string): string {
    const [{ id, key }] = this.keys;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(authenticated(id, place));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `sealed:v1:${id}:${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
  }

  /**
   * What was sealed for this place. A text that is not sealed comes back as it is: it is older than the sealing.
   * @throws SealedTextError
   */
  open(text: string, place: string): string {
    const [, id, body] = SEALED.exec(text) ?? [];
    if (id === undefined || body === undefined) return text;
    const key = this.keys.find((known) => known.id === id)?.key;
    if (!key) throw new SealedTextError(`key ${id} is not among SEALING_KEYS`);
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealedTextError('it is too short');
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(authenticated(id, place))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SealedTextError('it was changed, was sealed for another place, or its key is not the one of that name');
    }
  }

  /** The names of other keys than the one that seals now by which something in this text is sealed, wherever in it. */
  olderKeysIn(text: string): readonly string[] {
    const used = [...text.matchAll(ANY_SEALED)].map(([, id = '']) => id);
    return [...new Set(used)].filter((id) => id !== this.keys[0].id);
  }

  /** Whether the text is sealed with the key that seals now. */
  isCurrent(text: string): boolean {
    return SEALED.exec(text)?.[1] === this.keys[0].id;
  }
}

function authenticated(keyId: string, place: string): Buffer {
  return Buffer.from(`countersign/v1/${keyId}/${place}`, 'utf8');
}
