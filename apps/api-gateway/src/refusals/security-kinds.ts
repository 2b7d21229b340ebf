import type { AnsweredKind } from '../http/problem-catalogue';

/**
 * What is refused for reasons of security, and so is journaled wherever it was refused. 404 is not among these: what belongs to another org
 * does not exist for the caller, so that such a call cannot be told from a mistyped id.
 */
export const SECURITY_KINDS: ReadonlySet<AnsweredKind> = new Set<AnsweredKind>(['no-permission', 'self-approval', 'digest-differs']);
