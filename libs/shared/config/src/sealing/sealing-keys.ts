import { z } from 'zod';

/** A key that seals secrets, under the name that what it sealed carries. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The first seals; every one opens what it once sealed. */
export type SealingKeys = readonly [SealingKey, ...SealingKey[]];

const KEY_BYTES = 32;
const KEY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/;
const EXPECTED = 'expected keys such as 2026a:<32 random bytes in base64>, the sealing one first, with commas between them, no name twice';

/** For development alone: everybody can read it here. */
export const SAMPLE_SEALING_KEY = `sample:${Buffer.from('change-me'.padEnd(KEY_BYTES, '-')).toString('base64')}`;

/** `2026a:<base64>, 2025b:<base64>`: the keys that secrets are sealed with at rest. */
export function sealingKeys() {
  return z.string({ error: EXPECTED }).transform((text, context): SealingKeys => {
    const [first, ...others] = text.split(',').map((part) => keyOf(part.trim()));
    if (first && others.every((key) => key !== undefined) && areDistinct([first, ...others])) return [first, ...others];
    context.addIssue(EXPECTED);
    return z.NEVER;
  });
}

/** Of 32 random bytes about 30 differ from each other; so few as this never do by chance. */
const LEAST_DIFFERENT_BYTES = 16;

/** What is wrong with these keys in production: the sample, or bytes that nobody drew at random; nothing when all is well. */
export function sealingKeysProblem(keys: SealingKeys): string | undefined {
  const sample = Buffer.from(SAMPLE_SEALING_KEY.slice(SAMPLE_SEALING_KEY.indexOf(':') + 1), 'base64');
  if (keys.some(({ key }) => key.equals(sample))) return 'expected keys of your own in production, not the sample';
  const isDrawn = keys.every(({ key }) => new Set(key).size >= LEAST_DIFFERENT_BYTES);
  return isDrawn ? undefined : 'expected random keys, such as `openssl rand -base64 32` draws: the bytes of one repeat';
}

function keyOf(text: string): SealingKey | undefined {
  const [, id, base64] = KEY.exec(text) ?? [];
  if (id === undefined || base64 === undefined) return undefined;
  const key = Buffer.from(base64, 'base64');
  // A key of zeros is what a device without randomness, or a script that failed, leaves behind.
  return key.length === KEY_BYTES && key.some((byte) => byte !== 0) ? { id, key } : undefined;
}

function areDistinct(keys: readonly SealingKey[]): boolean {
  return new Set(keys.map(({ id }) => id)).size === keys.length;
}
