import type { Actor } from '../domain/actor';
import { findReadScope, isReadable } from '../domain/read-scope';
import { StoreUnavailableError } from '../domain/workflow-error';
import type { StoredRequest } from '../ports/request-records';
import type { RequestStore } from '../ports/request-store';

/** What was asked for again may belong to another place than what was asked for first: a link is shown to who may read the other one. */
export class ReadableLinks {
  constructor(private readonly requests: RequestStore) {}

  async within(actor: Actor, request: StoredRequest): Promise<StoredRequest> {
    const { resubmissionOf, resubmittedAs, ...others } = request;
    const isShown = (requestId: string): Promise<boolean> => this.mayRead(actor, request.orgId, requestId);
    return {
      ...others,
      ...(resubmissionOf && (await isShown(resubmissionOf.requestId)) && { resubmissionOf }),
      ...(resubmittedAs !== undefined && (await isShown(resubmittedAs)) && { resubmittedAs }),
    };
  }

  private async mayRead(actor: Actor, orgId: number, requestId: string): Promise<boolean> {
    const scope = findReadScope(actor, orgId) ?? [];
    if (scope === 'whole-org') return true;
    try {
      const other = await this.requests.read(orgId, requestId);
      return other !== undefined && isReadable(scope, other.entityInfo);
    } catch (error) {
      // What is answered may be a write that is done, so that the answer is no error: a link that cannot be looked at is left out.
      if (error instanceof StoreUnavailableError) return false;
      throw error;
    }
  }
}
