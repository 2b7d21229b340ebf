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

/** What operators do in an org with requests that are on hold. */
export class Operators {
  constructor(private readonly org: TestOrg) {}

  async held(): Promise<readonly ReviewedView[]> {
    const answer = await this.org.call({ method: 'GET', path: '/operations/needs-review', as: OPERATOR });
    return (jsonOf(answer) as { data: readonly ReviewedView[] }).data;
  }

  async read(requestId: string): Promise<ReviewedView> {
    return reviewedOf(await this.org.call({ method: 'GET', path: `/operations/requests/${requestId}`, as: OPERATOR }));
  }

  propose(requestId: string, resolution: Resolution, as = OPERATOR): Promise<Answer> {
    return this.org.call({ method: 'POST', path: `/operations/requests/${requestId}/resolution`, body: resolution, as });
  }

  confirm(requestId: string, proposal = 1, as = OTHER_OPERATOR): Promise<Answer> {
    return this.org.call({ method: 'POST', path: `/operations/requests/${requestId}/resolution/${proposal}/confirm`, as });
  }

  /** One operator proposes it, another one confirms. */
  async resolve(requestId: string, resolution: Resolution): Promise<ReviewedView> {
    const { reviews } = reviewedOf(await this.propose(requestId, resolution));
    return reviewedOf(await this.confirm(requestId, reviews.at(-1)?.proposal));
  }
}

function reviewedOf(answer: Answer): ReviewedView {
  if (answer.status !== 200) throw new Error(`The gateway answered ${answer.status}: ${answer.text}`);
  return (jsonOf(answer) as { data: ReviewedView }).data;
}
