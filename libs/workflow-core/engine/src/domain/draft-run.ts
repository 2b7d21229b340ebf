import { CAP_SUBJECTS, type CapSubject, type Policy } from './policy';
import { addPoints, type CapUsage, judgeByPolicy, type PolicyFacts, type PolicyVerdict } from './policy-verdict';

/** What a draft needs to know of a past submission. Times are milliseconds since 1970. */
export interface Resubmitted {
  readonly id: string;
  readonly at: number;
  readonly makerId: number;
  readonly otherMakerIds?: readonly number[];
  readonly customerKey: string;
  readonly amount?: number | undefined;
  /** Until when checkers were waited for; absent: still waiting, or never waited. */
  readonly waitedUntil?: number | undefined;
  /** Whether checkers were waited for. */
  readonly waited: boolean;
  readonly cameToNothingAt?: number | undefined;
}

interface Waiting {
  readonly id: string;
  readonly until: number;
}

const DAY_MS = 86_400_000;

/**
 * A draft policy over past submissions, which come oldest first. Counters and pending requests are those that there would have been under
 * the draft; what people did is taken as it was: who rejected or withdrew would have done so at the same time. What no checker was asked
 * about then is taken for decided at once.
 */
export class DraftRun {
  private readonly counters = new Map<string, CapUsage>();
  private readonly waiting = new Map<string, Waiting[]>();
  /** What comes to nothing later, soonest first. */
  private ending: Resubmitted[] = [];

  constructor(
    private readonly draft: Policy,
    private readonly typeLimit: number | undefined,
    /** Whose submissions the draft would not approve: who proposes it. */
    private readonly authorId?: number,
  ) {}

  judge(submission: Resubmitted): PolicyVerdict {
    this.giveBackUntil(submission.at);
    const verdict = judgeByPolicy(this.draft, this.factsOf(submission), this.typeLimit);
    if (verdict.kind === 'refused') return verdict;
    this.count(submission, 1);
    if (submission.cameToNothingAt !== undefined) this.willEnd(submission);
    if (verdict.kind === 'checkers' && submission.waited) this.wait(submission);
    return verdict;
  }

  private factsOf(submission: Resubmitted): PolicyFacts {
    const { amount, at, customerKey, makerId, otherMakerIds = [] } = submission;
    const isOwn = this.authorId !== undefined && [makerId, ...otherMakerIds].includes(this.authorId);
    const pending = this.waiting.get(customerKey)?.find(({ until }) => until > at);
    const usage = Object.fromEntries(CAP_SUBJECTS.map((subject) => [subject, this.counters.get(keyOf(submission, subject))]));
    return {
      ...(amount !== undefined && { amount }),
      usage,
      ...(pending && { pendingRequestId: pending.id }),
      ...(isOwn && { ownPolicy: true }),
    };
  }

  private count(submission: Resubmitted, times: 1 | -1): void {
    for (const subject of CAP_SUBJECTS) {
      const key = keyOf(submission, subject);
      const used = this.counters.get(key) ?? { requests: 0, amount: 0 };
      this.counters.set(key, { requests: used.requests + times, amount: addPoints(used.amount, times * (submission.amount ?? 0)) });
    }
  }

  private willEnd(submission: Resubmitted): void {
    const before = this.ending.findLastIndex((other) => endOf(other) <= endOf(submission));
    this.ending.splice(before + 1, 0, submission);
  }

  private giveBackUntil(time: number): void {
    const later = this.ending.findIndex((submission) => endOf(submission) > time);
    const ended = this.ending.splice(0, later === -1 ? this.ending.length : later);
    for (const submission of ended) this.count(submission, -1);
  }

  private wait({ id, at, customerKey, waitedUntil = Number.POSITIVE_INFINITY }: Resubmitted): void {
    const others = (this.waiting.get(customerKey) ?? []).filter(({ until }) => until > at);
    this.waiting.set(customerKey, [...others, { id, until: waitedUntil }]);
  }
}

function endOf({ cameToNothingAt = Number.POSITIVE_INFINITY }: Resubmitted): number {
  return cameToNothingAt;
}

function keyOf({ at, makerId, customerKey }: Resubmitted, subject: CapSubject): string {
  const own = { maker: String(makerId), customer: customerKey, org: '' }[subject];
  return `${subject}/${own}/${Math.floor(at / DAY_MS)}`;
}
