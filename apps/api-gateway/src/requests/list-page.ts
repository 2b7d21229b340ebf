import type { RequestPage } from '@countersign/engine';
import { writeCursor } from './list-cursor';
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
