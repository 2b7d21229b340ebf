import type { StoredOutage } from '@countersign/engine';

const CREDENTIALS_REFUSED: readonly (number | undefined)[] = [401, 403, 407];
const NOTHING_THERE: readonly (number | undefined)[] = [404, 405];

/** How the loyalty API of the org fails, as workers find it, and what to do about it; null while it answers. */
export function outageView(outage: StoredOutage | undefined) {
  if (!outage) return null;
  const { code, httpStatus, heldBack, since, failedAt } = outage;
  return {
    code,
    httpStatus: httpStatus ?? null,
    heldBack,
    since: since.toISOString(),
    failedAt: failedAt.toISOString(),
    whatToDo: whatToDo(httpStatus),
  };
}

function whatToDo(httpStatus: number | undefined): string {
  if (CREDENTIALS_REFUSED.includes(httpStatus)) return 'Mend the credentials of the connector of this org.';
  if (NOTHING_THERE.includes(httpStatus)) return 'Mend host and path of the connector of this org.';
  return 'Ask whoever runs the loyalty API, or look at the way there.';
}
