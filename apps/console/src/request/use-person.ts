import { useMemo } from 'react';
import { useSession } from '../signed-in/session-store';
import type { Person } from './standing';

/** Who looks, with the grants of the org that they work in. */
export function usePerson(): Person {
  const session = useSession();
  return useMemo(
    () => ({ id: session?.user.id ?? 0, grants: session?.orgs.find(({ orgId }) => orgId === session.orgId)?.grants ?? [] }),
    [session],
  );
}
