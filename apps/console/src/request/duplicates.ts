import type { RequestView } from '../api/request-view';

const DAY_MS = 86_400_000;

/** What else of the same customer may be the same wish once more. */
export interface Resemblance {
  readonly request: RequestView;
  readonly why: string;
}

/** Requests of the same type and customer that wait too, or that gave the same within a day, newest first. Ended without effect does not count. */
export function resemblances(request: RequestView, recent: readonly RequestView[]): readonly Resemblance[] {
  const own = request.details.summary;
  return recent.flatMap((other): Resemblance[] => {
    if (other.requestId === request.requestId || other.requestType !== request.requestType) return [];
    if (other.details.resubmittedAs === request.requestId || other.details.resubmissionOf === request.requestId) return [];
    const { summary } = other.details;
    // Told as such, however long ago it was: see UsedBeforeNote.
    if (own.reference !== undefined && summary.reference === own.reference) return [];
    if (other.state === 'AdminTask') return [{ request: other, why: 'waits for a checker too' }];
    const apart = Math.abs(Date.parse(request.startTime) - Date.parse(other.startTime));
    const isSame = own.amount === summary.amount && own.line === summary.line;
    return isSame && hasOrMayHaveEffect(other) && apart < DAY_MS ? [{ request: other, why: 'is the same, within a day' }] : [];
  });
}

function hasOrMayHaveEffect({ state }: RequestView): boolean {
  return state === 'AdminTask' || state === 'IntouchAPITask' || state === 'approved';
}
