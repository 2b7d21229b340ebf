import type { Actor } from '@countersign/engine';

/** Who calls, as the token says it: a token that was revoked in one of the orgs still names it here. */
export function meView({ userId, name, orgs, issuedAt, tokenExpiresAt }: Actor) {
  return {
    user: { id: userId, name },
    kind: issuedAt ? 'person' : 'program',
    orgs: [...orgs].map(([orgId, grants]) => ({
      orgId,
      grants: grants.map(({ name: grant, limitedTo }) => (limitedTo === undefined ? { grant } : { grant, limitedTo })),
    })),
    expiresAt: tokenExpiresAt,
  };
}
