import { createHmac, hkdfSync } from 'node:crypto';
import type { SealingKeys } from './sealing-keys';

const KEY_BYTES = 32;

/**
 * Hashes what names a person, such as a mobile number, where it is counted or looked for and need not be read. There are so few mobile
 * numbers that a hash without a key is found by trying; this one needs a key that the database does not hold. The key is derived from the
 * last of SEALING_KEYS, so that a new key before it changes no hash.
 */
export class IdentifierHash {
  private readonly key: Buffer;

  constructor(keys: SealingKeys) {
    const { key } = keys.at(-1) ?? keys[0];
    this.key = Buffer.from(hkdfSync('sha256', key, '', 'countersign/v1/identifier-hash', KEY_BYTES));
  }

  /** 64 hex digits; of the same text another one in every org. */
  of(orgId: number, identifier: string): string {
    return createHmac('sha256', this.key).update(`${orgId}\n${identifier}`, 'utf8').digest('hex');
  }
}
