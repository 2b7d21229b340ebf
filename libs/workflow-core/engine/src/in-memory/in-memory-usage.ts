import { CAP_SUBJECTS, type CapSubject } from '../domain/policy';
import { addPoints, type CapUsage, isBeyond } from '../domain/policy-verdict';
import type { NewRequest } from '../ports/request-store';

const DAY_MS = 86_400_000;

type Counted = Pick<NewRequest, 'orgId' | 'type' | 'requester' | 'customer' | 'amount' | 'limits'>;
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
        const counter = this.counters.get(keyOf(request, subject));
        return [subject, counter?.day === day ? { requests: counter.requests, amount: counter.amount } : { requests: 0, amount: 0 }];
      }),
    );
  }

  fits(request: Counted, usage: Usage): boolean {
    return CAP_SUBJECTS.every((subject) => !isBeyond(request.limits?.caps[subject], usage[subject], request.amount));
  }

  add(request: Counted, now: number): void {
    for (const [subject, used] of Object.entries(this.before(request, now)) as [CapSubject, CapUsage][])
      this.set(request, subject, { day: dayOf(now), requests: used.requests + 1, amount: addPoints(used.amount, request.amount ?? 0) });
  }

  /** What came to nothing leaves room on its own day. */
  giveBack(request: Counted, submittedAt: number): void {
    for (const subject of countedSubjects(request)) {
      const counter = this.counters.get(keyOf(request, subject));
      if (counter?.day !== dayOf(submittedAt)) continue;
      this.set(request, subject, {
        ...counter,
        requests: counter.requests - 1,
        amount: addPoints(counter.amount, -(request.amount ?? 0)),
      });
    }
  }

  empty(): void {
    this.counters.clear();
  }

  private set(request: Counted, subject: CapSubject, counter: Counter): void {
    this.counters.set(keyOf(request, subject), counter);
  }
}

/** A customer is counted, too, where others of the same customer are looked for: the counter is what they lock. */
function countedSubjects({ limits }: Counted): readonly CapSubject[] {
  if (!limits) return [];
  return CAP_SUBJECTS.filter(
    (subject) => limits.caps[subject] !== undefined || (subject === 'customer' && limits.sameCustomerPending !== undefined),
  );
}

function keyOf({ orgId, type, requester, customer }: Counted, subject: CapSubject): string {
  const own = { maker: String(requester.id), customer, org: '' }[subject];
  return `${orgId}/${type}/${subject}/${own}`;
}

function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}
