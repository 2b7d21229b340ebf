import { createHash } from 'node:crypto';
import { IdentifierHash } from './identifier-hash';
import type { SealingKey } from './sealing-keys';

const MOBILE = '919900000101';
const keyOf = (id: string, byte: number): SealingKey => ({ id, key: Buffer.alloc(32, byte) });
const [OLD, NEW] = [keyOf('2025', 1), keyOf('2026', 2)];

describe('the hash of an identifier', () => {
  it('is the same for the same person of an org, and another one for everybody else', () => {
    const hash = new IdentifierHash([OLD]);
    expect(hash.of(7, MOBILE)).toBe(new IdentifierHash([OLD]).of(7, MOBILE));
    const all = [hash.of(7, MOBILE), hash.of(70, MOBILE), hash.of(7, `${MOBILE}0`), new IdentifierHash([NEW]).of(7, MOBILE)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is found by nobody who tries every number without the key', () => {
    const hash = new IdentifierHash([OLD]).of(7, MOBILE);
    for (const algorithm of ['md5', 'sha1', 'sha256'])
      for (const text of [MOBILE, `7\n${MOBILE}`]) expect(hash).not.toContain(createHash(algorithm).update(text).digest('hex'));
  });

  it('stays when a new key is put before the old one', () => {
    expect(new IdentifierHash([NEW, OLD]).of(7, MOBILE)).toBe(new IdentifierHash([OLD]).of(7, MOBILE));
  });
});
