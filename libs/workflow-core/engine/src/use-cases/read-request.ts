import type { Actor } from '../domain/actor';
import { isReadable, readScopeOf } from '../domain/read-scope';
import type { ListQuery, RequestList, RequestPage } from '../ports/request-list';
import type { StoredRequest } from '../ports/request-records';
import type { RequestStore } from '../ports/request-store';
import { unknownRequest } from './close-problems';

/** One request or a page of them, for somebody who may read in the org; what is beyond their places is answered like what never was. */
export class ReadRequests {
  constructor(
    private readonly requests: RequestStore,
    private readonly pages: RequestList,
  ) {}

  async one(actor: Actor, orgId: number, requestId: string): Promise<StoredRequest> {
    const scope = readScopeOf(actor, orgId);
    const request = await this.requests.read(orgId, requestId);
    if (!request || !isReadable(scope, request.entityInfo)) throw unknownRequest();
    return request;
  }

  page(actor: Actor, query: Omit<ListQuery, 'scope'>): Promise<RequestPage> {
    return this.pages.list({ ...query, scope: readScopeOf(actor, query.orgId) });
  }
}
