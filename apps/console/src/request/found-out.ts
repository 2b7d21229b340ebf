import type { RequestView } from '../api/request-view';
import { isCounted, standsInWords, type Told } from './decision-results';
import type { Meant } from './outbox';
import { whoWasFaster } from './race-words';

/**
 * What became of a decision of which no answer came, as its requests tell it now.
 * @returns how each went; undefined as long as one still waits without this person's word: it may be on its way
 */
export function foundOut(
  { requests, verdict }: Meant,
  now: readonly (RequestView | undefined)[],
  viewerId: number,
): readonly Told[] | undefined {
  const told = requests.flatMap((_, index): Told[] => {
    const request = now[index];
    if (!request) return [];
    if (isCounted(request, verdict, viewerId)) return [{ request, worked: true, words: standsInWords(request, verdict) }];
    return request.state === 'AdminTask' ? [] : [{ request, worked: false, words: whoWasFaster(request, viewerId) }];
  });
  return told.length === requests.length ? told : undefined;
}
