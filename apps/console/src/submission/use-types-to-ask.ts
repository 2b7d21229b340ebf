import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestTypesQuery } from '../api/request-types';
import { withStatablePlaces } from '../api/statable-places';
import { useSession } from '../signed-in/session-store';

/** The request types as this person may ask in the org that they work in. */
export function useTypesToAsk() {
  const { data, error, refetch } = useQuery(requestTypesQuery);
  const session = useSession();
  const places = session?.orgs.find(({ orgId }) => orgId === session.orgId)?.places;
  const types = useMemo(() => data?.map((type) => withStatablePlaces(type, places)), [data, places]);
  return { types, error, refetch };
}
