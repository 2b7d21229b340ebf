import { type Answer, jsonOf } from './http';
import type { RequestView } from './request-view';
import type { Person, TestOrg } from './test-org';

export const OPERATOR: Person = { id: 4001, name: 'operator.one', grants: ['CanOperateWorkflows'] };
export const OTHER_OPERATOR: Person = { id: 4002, name: 'operator.two', grants: ['CanOperateWorkflows'] };

/** A request as operators see it: what the tests read of it. */
export interface ReviewedView {
  readonly request: RequestView;
  readonly heldSince?: string;
  readonly attempts: readonly { readonly class: string; readonly code: string | null; readonly httpStatus: number | null }[];
  readonly reviews: readonly { readonly proposal: number; readonly action: string; readonly status: string }[];
}

export interface Resolution {
  readonly action: 'executed' | 'not-executed' | 'retry';
  readonly evidence: string;
}

/** How a request type stands in an org: what the tests read of it. */
export interface StandingView {
  readonly requestType: string;
  readonly paused: { readonly by: { readonly name: string }; readonly reason: string } | null;
  readonly waiting: number;
  readonly executing: number;
}

/** What operators do in an org. */
export class Operators {
  constructor(private readonly org: TestOrg) {}

  async held(): Promise<readonly ReviewedView[]> {
    const answer = await this.org.call({ method: 'GET', path: '/operations/needs-review', as: OPERATOR });
    return (jsonOf(answer) as { data: readonly ReviewedView[] }).data;
  }

  async read(requestId: string): Promise<ReviewedView> {
    return dataOf(await this.org.call({ method: 'GET', path: `/operations/requests/${requestId}`, as: OPERATOR })) as ReviewedView;
  }

  propose(requestId: string, resolution: Resolution, as = OPERATOR): Promise<Answer> {
    return this.org.call({ method: 'POST', path: `/operations/requests/${requestId}/resolution`, body: resolution, as });
  }

  confirm(requestId: string, proposal = 1, as = OTHER_OPERATOR): Promise<Answer> {
    return this.org.call({ method: 'POST', path: `/operations/requests/${requestId}/resolution/${proposal}/confirm`, as });
  }

  async pause(type: string, reason = 'The loyalty API is being mended.'): Promise<StandingView> {
    return dataOf(await this.post(`request-types/${type}/pause`, { reason })) as StandingView;
  }

  async resume(type: string): Promise<StandingView> {
    return dataOf(await this.post(`request-types/${type}/resume`)) as StandingView;
  }

  async standing(type: string): Promise<StandingView> {
    const all = dataOf(await this.org.call({ method: 'GET', path: '/operations/request-types', as: OPERATOR })) as readonly StandingView[];
    const found = all.find(({ requestType }) => requestType.toUpperCase() === type);
    if (!found) throw new Error(`The gateway does not say how ${type} stands.`);
    return found;
  }

  async replay(requestId: string): Promise<ReviewedView> {
    return dataOf(await this.post(`requests/${requestId}/replay`, { reason: 'What was in the way is gone.' })) as ReviewedView;
  }

  async redispatch(requestId: string): Promise<ReviewedView> {
    return dataOf(await this.post(`requests/${requestId}/redispatch`, { reason: 'The loyalty API is back.' })) as ReviewedView;
  }

  async journal(): Promise<readonly object[]> {
    return dataOf(await this.org.call({ method: 'GET', path: '/operations/journal', as: OPERATOR })) as readonly object[];
  }

  /** One operator proposes it, another one confirms. */
  async resolve(requestId: string, resolution: Resolution): Promise<ReviewedView> {
    const { reviews } = dataOf(await this.propose(requestId, resolution)) as ReviewedView;
    return dataOf(await this.confirm(requestId, reviews.at(-1)?.proposal)) as ReviewedView;
  }

  private post(path: string, body?: object): Promise<Answer> {
    return this.org.call({ method: 'POST', path: `/operations/${path}`, as: OPERATOR, ...(body && { body }) });
  }
}

function dataOf(answer: Answer): unknown {
  if (answer.status !== 200) throw new Error(`The gateway answered ${answer.status}: ${answer.text}`);
  return (jsonOf(answer) as { data: unknown }).data;
}
