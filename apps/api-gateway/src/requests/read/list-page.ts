import type { RequestPage } from '@countersign/engine';
import { writeCursor } from '../../platform/paging/list-cursor';
import type { AskedPage } from './list-query';

/** The documented numbers of a page; beyond the limit of counting `totalElements` is only a lower bound and says so. */
export function pageView({ query, number }: AskedPage, { requests, total, totalIsLowerBound, next }: RequestPage) {
  return {
    totalElements: total,
    totalPages: Math.ceil(total / query.limit),
    numberOfElements: requests.length,
    number,
    ...(totalIsLowerBound && { totalIsLowerBound: true }),
    ...(next && { nextCursor: writeCursor({ after: next, page: number + 1 }, query) }),
  };
}

/** What the caller should know of a list that was searched in another way than asked; absent when there is nothing. */
export function pageWarnings({ narrowedFor }: AskedPage) {
  if (narrowedFor === undefined) return {};
  const message = `${narrowedFor} without startDate and endDate: only 31 days were searched.`;
  return { warnings: [{ message, reference: 'startDate' }] };
}
