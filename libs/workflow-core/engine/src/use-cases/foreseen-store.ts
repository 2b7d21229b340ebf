import { customersOf, mostOf } from '../domain/customers';
import { CAP_SUBJECTS, type CapSubject } from '../domain/policy';
import { addPoints, type CapUsage, isBeyond, type PolicyFacts, type RefusalReason } from '../domain/policy-verdict';
import type { NewRequest, RefusedSubmission, RefuseResult, RequestStore, SubmitResult } from '../ports/request-store';
import type { Outlook } from '../ports/submission-outlook';

/** A submission that the policy would refuse. */
export interface ForeseenRefusal {
  readonly request: NewRequest;
  readonly reason: RefusalReason;
}

/** A submission that an open request stands in the way of. */
export interface ForeseenObstruction {
  readonly request: NewRequest;
  /** Its id; of a submission of the same call its place there, such as `/requests/0`. */
  readonly openRequestId: string;
}

/**
 * Answers submissions as the store would right now, and writes nothing. Those that are checked in one call count for each other, as they
 * would when they were submitted one after the other.
 */
export class ForeseenStore implements Pick<RequestStore, 'submit' | 'refuse'> {
  private readonly usage = new Map<string, CapUsage>();
  private readonly pending: Map<string, string>;
  private readonly open: Map<string, string>;
  private lastRefusal: ForeseenRefusal | undefined;
  private lastObstruction: ForeseenObstruction | undefined;
  private index = 0;

  constructor(private readonly outlook: Outlook) {
    this.pending = new Map(outlook.pendingByCustomer);
    this.open = new Map(outlook.openByNaturalKey);
    if (outlook.makerUsage) this.usage.set('maker/', outlook.makerUsage);
    if (outlook.orgUsage) this.usage.set('org/', outlook.orgUsage);
    for (const [customer, usage] of outlook.customerUsage) this.usage.set(`customer/${customer}`, usage);
  }

  /** @param index the submission's place in its call, by which later ones are told of it */
  begin(index: number): void {
    this.index = index;
    this.lastRefusal = undefined;
    this.lastObstruction = undefined;
  }

  /** What the policy refused since the last `begin`. */
  get refusal(): ForeseenRefusal | undefined {
    return this.lastRefusal;
  }

  /** What an open request stood in the way of since the last `begin`. */
  get obstruction(): ForeseenObstruction | undefined {
    return this.lastObstruction;
  }

  submit(request: NewRequest): Promise<SubmitResult> {
    return Promise.resolve(this.answer(request));
  }

  refuse({ request, reason }: RefusedSubmission): Promise<RefuseResult> {
    if (request.policyVersion !== this.outlook.policyVersion) return Promise.resolve({ kind: 'policy-changed' });
    this.lastRefusal = { request, reason };
    return Promise.resolve({ kind: 'kept' });
  }

  private answer(request: NewRequest): SubmitResult {
    if (request.policyVersion !== this.outlook.policyVersion) return { kind: 'policy-changed' };
    const openRequestId = request.naturalKeyHash === undefined ? undefined : this.open.get(request.naturalKeyHash);
    if (openRequestId !== undefined) {
      this.lastObstruction = { request, openRequestId };
      return { kind: 'duplicate', openRequestId };
    }
    if (this.isBeyondLimits(request)) return { kind: 'limits-differ', facts: this.factsFor(request) };
    this.count(request);
    return { kind: 'created', createdAt: new Date() };
  }

  private isBeyondLimits(request: NewRequest): boolean {
    const { limits, amount } = request;
    if (!limits) return false;
    const isCapped = CAP_SUBJECTS.some((subject) => isBeyond(limits.caps[subject], this.used(request, subject), amount));
    return (
      isCapped || (limits.sameCustomerPending !== undefined && limits.sameCustomerPending !== (this.pendingFor(request) !== undefined))
    );
  }

  private used(request: NewRequest, subject: CapSubject): CapUsage | undefined {
    const counters = keysOf(request, subject).flatMap((key) => this.usage.get(key) ?? []);
    return counters.length === 0 ? undefined : mostOf(counters);
  }

  private pendingFor(request: NewRequest): string | undefined {
    return customersOf(request)
      .map((customer) => this.pending.get(customer))
      .find((requestId) => requestId !== undefined);
  }

  private factsFor(request: NewRequest): PolicyFacts {
    const { limits } = request;
    const used = CAP_SUBJECTS.flatMap((subject) => {
      const usage = this.used(request, subject);
      return usage && limits?.caps[subject] ? [[subject, usage] as const] : [];
    });
    const pendingRequestId = limits?.sameCustomerPending === undefined ? undefined : this.pendingFor(request);
    return { usage: Object.fromEntries(used), ...(pendingRequestId !== undefined && { pendingRequestId }) };
  }

  private count(request: NewRequest): void {
    const { naturalKeyHash, verdict, amount = 0, limits } = request;
    const place = `/requests/${this.index}`;
    if (naturalKeyHash !== undefined) this.open.set(naturalKeyHash, place);
    if (verdict === 'checker') for (const customer of customersOf(request)) this.pending.set(customer, place);
    if (!limits) return;
    for (const key of CAP_SUBJECTS.flatMap((subject) => keysOf(request, subject))) {
      const { requests, amount: points } = this.usage.get(key) ?? { requests: 0, amount: 0 };
      this.usage.set(key, { requests: requests + 1, amount: addPoints(points, amount) });
    }
  }
}

function keysOf(request: NewRequest, subject: CapSubject): readonly string[] {
  return subject === 'customer' ? customersOf(request).map((customer) => `customer/${customer}`) : [`${subject}/`];
}
