import type { RequestView } from '../api/request-view';
import { countedBefore, type Told } from './decision-results';
import type { Meant } from './sent-decisions';
import { whoWasFaster } from './race-words';

/**
 * What became of a decision of which no answer came, as its requests tell it now.
 * @returns how those went that tell it; one that still waits without this person's word does not: it may be on its way
 */
export function foundOut(meant: Meant, now: readonly (RequestView | undefined)[], viewerId: number): readonly Told[] {
  return meant.requests.flatMap((_, index): Told[] => {
    const request = now[index];
    if (!request) return [];
    const counted = countedBefore(request, meant, viewerId);
    if (counted) return [counted];
    return request.state === 'AdminTask' ? [] : [{ request, worked: false, words: whoWasFaster(request, viewerId) }];
  });
}
