import type { RequestTypeRegistry } from '@countersign/contract';
import { type Actor, tokenOf } from '../domain/actor';
import type { Identifiers } from '../ports/identifiers';
import type { StoredRequest } from '../ports/request-records';
import type { RequestStore } from '../ports/request-store';
import { closeProblem, unknownRequest } from './close-problems';
import { requireCovered, requireReadable, requireSomewhere } from './covered-requests';

export interface WithdrawCommand {
  readonly actor: Actor;
  readonly orgId: number;
  readonly requestId: string;
  /** Why, if the maker says so; everybody who reads the request sees it. */
  readonly reason?: string;
  readonly traceId: string;
}

/** An operator is the maker of a replay. */
const MAKERS = ['CanMakeRequest', 'CanOperateWorkflows'] as const;

/** The maker takes back a request that nobody has decided yet. */
export class WithdrawRequest {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly requests: RequestStore,
    private readonly identifiers: Identifiers,
  ) {}

  async execute({ actor, orgId, requestId, reason, traceId }: WithdrawCommand): Promise<StoredRequest> {
    requireSomewhere(actor, orgId, ...MAKERS);
    const found = await this.requests.read(orgId, requestId);
    if (!found) throw unknownRequest();
    requireReadable(actor, orgId, found);
    if (found.requester.id === actor.userId) requireCovered(this.types, actor, found, ...MAKERS);
    const maker = { id: actor.userId, name: actor.name };
    const result = await this.requests.close({
      action: 'withdraw',
      orgId,
      requestId,
      maker,
      ...tokenOf(actor),
      ...(reason !== undefined && { reason }),
      traceId,
      eventId: this.identifiers.eventId(),
    });
    // A withdrawal has no key: repeating it meets its own effect, which is told as what it is.
    if (result.kind !== 'done' && result.kind !== 'replayed') throw closeProblem(result);
    const request = await this.requests.read(orgId, requestId);
    if (!request) throw unknownRequest();
    return request;
  }
}
