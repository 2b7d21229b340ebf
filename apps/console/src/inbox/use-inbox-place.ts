import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useSession } from '../signed-in/session-store';
import { addressOf, filterProblems } from './filter-problems';
import { type Filters, NOBODY, readFilters, type Search, type Sought, writeSearch } from './filters';
import type { ListPlace } from './inbox-queries';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Beside the address, so that it is in no log and no link, and still there after going back. */
    inbox?: { readonly orgId: number; readonly sought: Sought; readonly cursors: readonly string[] };
  }
}

/** Which page of which list is looked at: filters in the address bar, customers and cursors in the history beside it. */
export function useInboxPlace() {
  const search = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate();
  const orgId = useSession()?.orgId ?? 0;
  // Customers and pages of another org are none of this one.
  const inbox = useLocation({ select: ({ state }) => (state.inbox?.orgId === orgId ? state.inbox : undefined) });
  const cursors = inbox?.cursors;
  const place = useMemo(
    (): ListPlace => ({
      orgId,
      filters: readFilters(search, inbox?.sought ?? NOBODY),
      problems: filterProblems(search),
      cursor: cursors?.at(-1),
    }),
    [orgId, search, inbox?.sought, cursors],
  );
  const { filters } = place;

  const goTo = useCallback(
    (next: Filters, pages: readonly string[] = []) =>
      navigate({
        to: '/',
        search: writeSearch(next),
        state: { inbox: { orgId, sought: { customer: next.customer, reference: next.reference }, cursors: pages } },
        resetScroll: pages.length > 0,
      }),
    [navigate, orgId],
  );
  /** A list under a name asks for what it asked for when it was saved, also where that is no more. */
  const goToView = useCallback(
    (view: Search) =>
      navigate({ to: '/', search: addressOf(view), state: { inbox: { orgId, sought: NOBODY, cursors: [] } }, resetScroll: false }),
    [navigate, orgId],
  );
  const turnTo = useCallback(
    (cursor: string | undefined) => goTo(filters, cursor === undefined ? (cursors ?? []).slice(0, -1) : [...(cursors ?? []), cursor]),
    [goTo, filters, cursors],
  );
  return { place, address: addressOf(search), pageNumber: (cursors?.length ?? 0) + 1, goTo, goToView, turnTo };
}
