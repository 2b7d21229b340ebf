import type { AnsweredKind } from '../http/problem-catalogue';

/**
 * What is refused for reasons of security, and so is journaled wherever it was refused. 404 is not among these: what belongs to another org
 * does not exist for the caller, so that such a call cannot be told from a mistyped id. Nor is 401: nobody knows whose it is, and strangers
 * must not be able to fill a journal. A revoked token is known, and refused as `no-permission`.
 */
export const SECURITY_KINDS: ReadonlySet<AnsweredKind> = new Set<AnsweredKind>(['no-permission', 'self-approval', 'digest-differs']);
