import { token } from '@countersign/wiring';
import type { ReadScope } from '../domain/read-scope';
import type { PublicState } from '../domain/request-state';
import type { StoredRequest } from './request-records';

/** Where a page begins. `after` is opaque: the place of the last row of the page before. */
export type PageStart = { readonly offset: number } | { readonly after: ListPlace };

/** A row's place in the order of the list. */
export interface ListPlace {
  readonly at: Date;
  readonly requestId: string;
}

export interface ListFilter {
  readonly orgId: number;
  /** Which of them may be read at all. */
  readonly scope: ReadScope;
  readonly requesterId?: number;
  readonly checkerId?: number;
  readonly customer?: string;
  readonly reference?: string;
  readonly type?: string;
  readonly states?: readonly PublicState[];
  readonly conceptId?: string;
  readonly zoneId?: string;
  readonly storeId?: string;
  readonly tillId?: string;
  /** Created at or after. */
  readonly from?: Date;
  /** Created before. */
  readonly before?: Date;
}

export interface ListQuery extends ListFilter {
  /** `created` is the documented `startDate`, `ended` the documented `endDate` (requests that have not ended come last). */
  readonly sortBy: 'created' | 'ended';
  readonly descending: boolean;
  readonly limit: number;
  readonly start: PageStart;
}

export interface RequestPage {
  readonly requests: readonly StoredRequest[];
  /** Exact up to COUNT_LIMIT, then COUNT_LIMIT. */
  readonly total: number;
  readonly totalIsLowerBound: boolean;
  readonly next?: ListPlace;
}

/** Counting stops here, so that its cost does not grow with the table. */
export const COUNT_LIMIT = 10_000;

export interface RequestList {
  list(query: ListQuery): Promise<RequestPage>;
}

export const REQUEST_LIST = token<RequestList>('RequestList');
