import { call } from '../api/call';
import { freshKey } from '../api/fresh-key';
import { type HeldGrant, statablePlaces } from '../api/statable-places';
import { isolated } from '../display/visible-text';
import { lastOrgId, type Session, type SignInKind } from '../signed-in/session-store';

interface Me {
  readonly user: Session['user'];
  readonly orgs: readonly { readonly orgId: number; readonly grants: readonly HeldGrant[] }[];
  readonly expiresAt?: string;
}

/** Timers and screens need some end; a token without one is asked about again after so long. */
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Asks the gateway whose token it is.
 * @throws CallFailed when it is nobody's; Error in words when it is of no use here
 */
export async function identify(token: string, via: SignInKind): Promise<Session> {
  const { data: me } = await call<{ readonly data: Me }>('/v3/me', { headers: { 'X-CAP-UI-AUTH-TOKEN': token } });
  const orgs = me.orgs.map(({ orgId, grants }) => {
    const places = statablePlaces(grants);
    return { orgId, grants: [...new Set(grants.map(({ grant }) => grant))], ...(places && { places }) };
  });
  const [first] = orgs;
  if (!first) throw new Error(`${isolated(me.user.name)} is known, but may do nothing in any org. Ask whoever manages access for a grant.`);
  const before = lastOrgId();
  return {
    id: freshKey(),
    token,
    via,
    user: me.user,
    orgs,
    orgId: orgs.find(({ orgId }) => orgId === before)?.orgId ?? first.orgId,
    expiresAt: me.expiresAt === undefined ? Date.now() + DAY_MS : Date.parse(me.expiresAt),
  };
}
