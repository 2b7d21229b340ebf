import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Change, useLiveChanges } from '../api/live-changes';
import type { RequestPage, RequestView } from '../api/request-view';
import { readRequest } from '../request/request-queries';
import { freshen, isArrival, mayBelong, mayHaveMoved } from './fresh-rows';
import { countsOf, type ListPlace, listOf, readPage } from './inbox-queries';
import { useEverySoOften } from './use-every-so-often';

/** So many rows that have left the list are looked up at once. */
const LOOK_UPS = 20;
const NONE: ReadonlySet<string> = new Set();

/** A page of the list that follows what happens without moving: rows change where they are, new ones are counted until they are asked for. */
export function useLiveList(place: ListPlace) {
  const client = useQueryClient();
  const options = useMemo(() => listOf(place), [place]);
  const list = useQuery(options);
  const [marks, setMarks] = useState({ changed: NONE, arrived: NONE });
  const isTop = place.cursor === undefined && place.filters.sort === 'newest';
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
    setMarks({ changed: NONE, arrived: NONE });
  }, [place]);

  const patch = useCallback(
    (views: readonly RequestView[]) => {
      client.setQueryData<RequestPage>(options.queryKey, (page) => page && { ...page, data: freshen(page.data, views).rows });
    },
    [client, options],
  );

  const bringUpToDate = useCallback(async () => {
    const shown = client.getQueryData<RequestPage>(options.queryKey);
    if (!shown) return;
    const fresh = await readPage(place);
    const { gone, arrived } = freshen(shown.data, fresh.data);
    const moved = shown.data.filter((row) => gone.includes(row.requestId) && mayHaveMoved(row, place.filters)).slice(0, LOOK_UPS);
    const looked = await Promise.all(moved.map(async ({ requestId }) => (await readRequest(requestId)).view));
    if (latest.current !== place) return;
    const { changed } = freshen(shown.data, [...fresh.data, ...looked]);
    patch([...fresh.data, ...looked]);
    setMarks((before) => ({ changed: added(before.changed, changed), arrived: isTop ? added(before.arrived, arrived) : before.arrived }));
  }, [client, options, patch, place, isTop]);

  const freshenSoon = useEverySoOften(bringUpToDate);
  const countSoon = useEverySoOften(useCallback(() => client.invalidateQueries(countsOf(place.orgId)), [client, place.orgId]));

  const live = useLiveChanges({
    changed: (changes: readonly Change[]) => {
      const known = new Set(client.getQueryData<RequestPage>(options.queryKey)?.data.map(({ requestId }) => requestId));
      const others = changes.filter(({ requestId }) => !known.has(requestId));
      countSoon();
      if (others.length < changes.length || (isTop && others.some((change) => mayBelong(change, place.filters)))) freshenSoon();
      if (isTop) return;
      // They are not on this page; they are counted where the stream alone says that they belong into this list.
      const arrivals = others.filter((change) => isArrival(change, place.filters)).map(({ requestId }) => requestId);
      setMarks((before) => ({ ...before, arrived: added(before.arrived, arrivals) }));
    },
    missed: () => {
      countSoon();
      freshenSoon();
    },
  });

  const show = useCallback(() => {
    setMarks({ changed: NONE, arrived: NONE });
    return client.refetchQueries({ queryKey: options.queryKey, exact: true });
  }, [client, options]);

  return { list, live, marks, isTop, patch, show };
}

function added(before: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.every((id) => before.has(id)) ? before : new Set([...before, ...more]);
}
