import { customersOf, mostOf } from '../domain/customers';
import { CAP_SUBJECTS, type CapSubject } from '../domain/policy';
import { addPoints, type CapUsage, isBeyond } from '../domain/policy-verdict';
import type { NewRequest } from '../ports/request-store';

const DAY_MS = 86_400_000;

type Counted = Pick<NewRequest, 'orgId' | 'type' | 'requester' | 'customer' | 'otherCustomers' | 'amount' | 'limits'>;
type Usage = { readonly [Subject in CapSubject]?: CapUsage };

interface Counter extends CapUsage {
  readonly day: number;
}

/** What policies count, in memory: one counter per org, type and subject, for the day that it was last used on. */
export class InMemoryUsage {
  private readonly counters = new Map<string, Counter>();

  /** What counts for this request stands at, before it. */
  before(request: Counted, now: number): Usage {
    const day = dayOf(now);
    return Object.fromEntries(
      countedSubjects(request).map((subject) => {
        const counters = keysOf(request, subject).map((key) => this.standing(key, day));
        return [subject, mostOf(counters)];
      }),
    );
  }

  fits(request: Counted, usage: Usage): boolean {
    return CAP_SUBJECTS.every((subject) => !isBeyond(request.limits?.caps[subject], usage[subject], request.amount));
  }

  add(request: Counted, now: number): void {
    const day = dayOf(now);
    for (const key of countedSubjects(request).flatMap((subject) => keysOf(request, subject))) {
      const { requests, amount } = this.standing(key, day);
      this.counters.set(key, { day, requests: requests + 1, amount: addPoints(amount, request.amount ?? 0) });
    }
  }

  /** What came to nothing leaves room on its own day. */
  giveBack(request: Counted, submittedAt: number): void {
    for (const key of countedSubjects(request).flatMap((subject) => keysOf(request, subject))) {
      const counter = this.counters.get(key);
      if (counter?.day !== dayOf(submittedAt)) continue;
      this.counters.set(key, { ...counter, requests: counter.requests - 1, amount: addPoints(counter.amount, -(request.amount ?? 0)) });
    }
  }

  empty(): void {
    this.counters.clear();
  }

  private standing(key: string, day: number): CapUsage {
    const counter = this.counters.get(key);
    return counter?.day === day ? { requests: counter.requests, amount: counter.amount } : { requests: 0, amount: 0 };
  }
}

/** A customer is counted, too, where others of the same customer are looked for: the counter is what they lock. */
function countedSubjects({ limits }: Counted): readonly CapSubject[] {
  if (!limits) return [];
  return CAP_SUBJECTS.filter(
    (subject) => limits.caps[subject] !== undefined || (subject === 'customer' && limits.sameCustomerPending !== undefined),
  );
}

function keysOf(request: Counted, subject: CapSubject): readonly string[] {
  const { orgId, type, requester } = request;
  const own = { maker: [String(requester.id)], customer: customersOf(request), org: [''] }[subject];
  return own.map((one) => `${orgId}/${type}/${subject}/${one}`);
}

function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}
