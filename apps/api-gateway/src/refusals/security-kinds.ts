import type { AnsweredKind } from '../http/problem-catalogue';

/** Each refusal is an entry of its own, or those of one caller are gathered into an entry a minute. */
export type Journaling = 'each' | 'gathered';

/**
 * What is refused for reasons of security, and so is journaled wherever it was refused. What belongs to another org does not exist for the
 * caller, and nobody can tell asking for it from a mistyped id: both are noted in the org of whoever asks, and one who tries ids is found
 * by the number. A revoked token is known, and refused as `no-permission`. `not-authenticated` is not among these: nobody knows whose it
 * is, and strangers must not be able to fill a journal; where a client's key was shown, see `refusedClient`.
 */
export const SECURITY_KINDS: ReadonlyMap<AnsweredKind, Journaling> = new Map<AnsweredKind, Journaling>([
  ['no-permission', 'each'],
  ['self-approval', 'each'],
  ['digest-differs', 'each'],
  ['unknown-request', 'gathered'],
]);
