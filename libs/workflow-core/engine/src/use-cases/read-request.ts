import type { ListQuery, RequestList, RequestPage } from '../ports/request-list';
import type { StoredRequest } from '../ports/request-records';
import type { RequestStore } from '../ports/request-store';
import { unknownRequest } from './close-problems';

/** One request or a page of them, of one org. */
export class ReadRequests {
  constructor(
    private readonly requests: RequestStore,
    private readonly pages: RequestList,
  ) {}

  async one(orgId: number, requestId: string): Promise<StoredRequest> {
    const request = await this.requests.read(orgId, requestId);
    if (!request) throw unknownRequest();
    return request;
  }

  page(query: ListQuery): Promise<RequestPage> {
    return this.pages.list(query);
  }
}
