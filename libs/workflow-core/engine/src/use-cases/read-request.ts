import type { Actor } from '../domain/actor';
import { isReadable, type ReadScope, readScopeOf } from '../domain/read-scope';
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
    return scope === 'whole-org' ? request : this.withReadableLinks(scope, request);
  }

  async page(actor: Actor, query: Omit<ListQuery, 'scope'>): Promise<RequestPage> {
    const scope = readScopeOf(actor, query.orgId);
    const page = await this.pages.list({ ...query, scope });
    if (scope === 'whole-org') return page;
    return { ...page, requests: await Promise.all(page.requests.map((request) => this.withReadableLinks(scope, request))) };
  }

  /** What was asked for again may belong to another place than what was asked for first. */
  private async withReadableLinks(scope: ReadScope, request: StoredRequest): Promise<StoredRequest> {
    const { resubmissionOf, resubmittedAs, ...others } = request;
    const isShown = async (requestId: string | undefined): Promise<boolean> => {
      const other = requestId === undefined ? undefined : await this.requests.read(request.orgId, requestId);
      return other !== undefined && isReadable(scope, other.entityInfo);
    };
    return {
      ...others,
      ...(resubmissionOf && (await isShown(resubmissionOf.requestId)) && { resubmissionOf }),
      ...(resubmittedAs !== undefined && (await isShown(resubmittedAs)) && { resubmittedAs }),
    };
  }
}
