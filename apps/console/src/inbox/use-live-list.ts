import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstAnswers, readAnew } from '../api/read-anew';
import { idsOf, type RequestPage, type RequestView } from '../api/request-view';
import { useEverySoOften } from '../api/use-every-so-often';
import { readViews } from '../request/request-queries';
import { type Change, useLiveChanges } from '../tabs/live-changes';
import { arrivals, freshen, isArrival, isNews, mayBelong, mayHaveMoved } from './fresh-rows';
import { countsOf, type ListPlace, listOf, readPage } from './inbox-queries';

const NONE: ReadonlySet<string> = new Set();

/** A page of the list that follows what happens without moving: rows change where they are, new ones are counted until they are asked for. */
export function useLiveList(place: ListPlace, viewerId: number) {
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
      const rowsOf = (page: RequestPage): readonly RequestView[] => freshen(page.data, views, viewerId).rows;
      client.setQueryData<RequestPage>(options.queryKey, (page) => page && { ...page, data: rowsOf(page) });
      const own = idsOf(views.filter((view) => !isNews(view, viewerId)));
      setMarks((before) => ({ ...before, changed: without(before.changed, own) }));
    },
    [client, options, viewerId],
  );

  const bringUpToDate = useCallback(async () => {
    await firstAnswers(client, { queryKey: options.queryKey, exact: true });
    const shown = client.getQueryData<RequestPage>(options.queryKey);
    if (!shown) return;
    const fresh = await readPage(place);
    const { gone } = freshen(shown.data, fresh.data, viewerId);
    const moved = shown.data.filter((row) => gone.includes(row.requestId) && mayHaveMoved(row, place.filters));
    const looked = await readViews(idsOf(moved));
    if (latest.current !== place) return;
    const { changed } = freshen(shown.data, [...fresh.data, ...looked], viewerId);
    const arrived = isTop ? arrivals(shown.data, fresh.data, place.filters) : [];
    patch([...fresh.data, ...looked]);
    setMarks((before) => ({ changed: added(before.changed, changed), arrived: added(before.arrived, arrived) }));
  }, [client, options, patch, place, isTop, viewerId]);

  const freshenSoon = useEverySoOften(bringUpToDate);
  const countSoon = useEverySoOften(
    useCallback(() => readAnew(client, { queryKey: countsOf(place.orgId).queryKey }), [client, place.orgId]),
  );

  const live = useLiveChanges({
    changed: (changes: readonly Change[]) => {
      const known = new Set(idsOf(client.getQueryData<RequestPage>(options.queryKey)?.data ?? []));
      const others = changes.filter(({ requestId }) => !known.has(requestId));
      countSoon();
      if (others.length < changes.length || (isTop && others.some((change) => mayBelong(change, place.filters)))) freshenSoon();
      // Where new ones are not on this page, those are counted of which the stream alone says that they belong into this list.
      const arrived = isTop ? [] : idsOf(others.filter((change) => isArrival(change, place.filters)));
      const left = idsOf(others.filter((change) => !mayBelong(change, place.filters)));
      setMarks((before) => ({ ...before, arrived: without(added(before.arrived, arrived), left) }));
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

function without(before: ReadonlySet<string>, fewer: readonly string[]): ReadonlySet<string> {
  return fewer.some((id) => before.has(id)) ? new Set([...before].filter((id) => !fewer.includes(id))) : before;
}
