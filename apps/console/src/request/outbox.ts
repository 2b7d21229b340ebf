import { AnswerLost } from '../api/lost-answer';
import { idsOf, type RequestView, type Verdict } from '../api/request-view';
import type { Told } from './decision-results';
import type { SeenUses } from './seen-uses';

/** The browser has few connections, and a call that waits for one runs out of patience. */
const MOST_AT_ONCE = 4;
const NOT_SENT = 'It was not sent: you had left the org, or your session had ended, before it could go.';
const NOT_SENT_AGAIN = 'The first time it may have been received or not. Now it was not sent: look at it again before you repeat it.';

/** What a person said of which requests, as they were seen. */
export interface Meant {
  readonly verdict: Verdict;
  readonly comment: string;
  readonly requests: readonly RequestView[];
  /** The warnings that they could read before. */
  readonly seen?: SeenUses;
}

export interface Sent extends Meant {
  readonly key: string;
  /** Who said it, and in which org. */
  readonly owner: string;
  /** The same was sent before, and got no answer. */
  readonly afterLost?: boolean;
  /** How each went. Without it and without an error it is under way. */
  readonly told?: readonly Told[];
  readonly error?: unknown;
}

export interface Means {
  readonly freshKey: () => string;
  readonly owner: () => string;
  /** By request, why it must not be decided before it was looked at again. */
  readonly holdBack: (meant: Meant) => Promise<ReadonlyMap<string, string>>;
  /** @param isMeant whether it still is, before it is sent once more */
  readonly decide: (sent: Sent, isMeant: () => boolean) => Promise<readonly Told[]>;
  readonly onTold: (sent: Sent, told: readonly Told[]) => void;
}

/**
 * Decisions that were sent. Nobody waits for them, so that no key waits for the network: a dialog closes when it is submitted. What has
 * still to be looked at stays here: what failed, and how many at once went.
 */
export class Outbox {
  private sent: readonly Sent[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly tellers = new Set<(told: readonly Told[]) => void>();
  private readonly waiting: (() => void)[] = [];
  /** Those that may have reached the gateway. */
  private readonly left = new WeakSet<Sent>();
  private free = MOST_AT_ONCE;

  constructor(private readonly means: Means) {}

  readonly all = (): readonly Sent[] => this.sent;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Calls with how each decision went, whenever an answer comes. */
  readonly whenTold = (teller: (told: readonly Told[]) => void): (() => void) => {
    this.tellers.add(teller);
    return () => this.tellers.delete(teller);
  };

  send(meant: Meant): void {
    // The same key as long as the same is meant: what was lost on the way is then only repeated.
    const owner = this.means.owner();
    const before = this.sent.find((other) => other.error !== undefined && other.owner === owner && isSame(other, meant));
    const afterLost = this.sent.some((other) => other.error instanceof AnswerLost && other.owner === owner && isAboutSame(other, meant));
    const sent: Sent = { ...meant, key: before?.key ?? this.means.freshKey(), owner, ...(afterLost && { afterLost }) };
    this.change([...this.sent.filter((other) => isUnderWay(other) || !isOver(other, meant)), sent]);
    void this.deliver(sent);
  }

  dismiss(key: string): void {
    this.change(this.sent.filter((other) => other.key !== key || isUnderWay(other)));
  }

  /** Of one that got no answer it was found out what became of it. */
  found({ key }: Sent, told: readonly Told[]): void {
    const sent = this.sent.find((other) => other.key === key && other.error !== undefined);
    if (sent) this.answered(sent, told);
  }

  /** When somebody signs out. What has not left is not sent, and what is under way is not told any more. */
  clear(): void {
    this.change([]);
  }

  /** When somebody goes to another org, or their session ends. What has not left is not sent, and says so when they are back. */
  stay(): void {
    const here = this.means.owner();
    const stays = (one: Sent): boolean => isUnderWay(one) && !this.left.has(one) && one.owner !== here;
    const why = (one: Sent): Error => (one.afterLost ? new AnswerLost(NOT_SENT_AGAIN) : new Error(NOT_SENT));
    this.change(this.sent.map((one) => (stays(one) ? { ...one, error: why(one) } : one)));
  }

  private async deliver(sent: Sent): Promise<void> {
    await this.turn();
    try {
      if (this.isMeant(sent)) await this.decide(sent, await this.means.holdBack(sent));
    } finally {
      this.free += 1;
      this.waiting.shift()?.();
    }
  }

  private async decide(sent: Sent, held: ReadonlyMap<string, string>): Promise<void> {
    if (!this.isMeant(sent)) return;
    if (sent.afterLost && held.size > 0) {
      this.settle(sent, [{ ...sent, error: new AnswerLost(NOT_SENT_AGAIN) }]);
      return;
    }
    this.left.add(sent);
    const heldBack = sent.requests.flatMap((request): Told[] => {
      const words = held.get(request.requestId);
      return words === undefined ? [] : [{ request, worked: false, words }];
    });
    const going: Sent = { ...sent, requests: sent.requests.filter(({ requestId }) => !held.has(requestId)) };
    try {
      const told = going.requests.length > 0 ? await this.means.decide(going, () => this.isMeant(sent)) : [];
      this.answered(sent, [...heldBack, ...told]);
    } catch (error) {
      // What went out goes out again as it was, under its key; what was held back is another matter.
      const others = heldBack.map(({ request }) => request);
      const back: readonly Sent[] = others.length > 0 ? [{ ...sent, key: this.means.freshKey(), requests: others, told: heldBack }] : [];
      this.settle(sent, [{ ...going, error }, ...back]);
    }
  }

  /** Not given up by a sign-out, and not kept back by a change of the org. */
  private isMeant(sent: Sent): boolean {
    return this.sent.includes(sent);
  }

  private async turn(): Promise<void> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.free -= 1;
  }

  /** One that went is over; what did not, were many, or belongs to an org that was left meanwhile, stays to be looked at. */
  private answered(sent: Sent, told: readonly Told[]): void {
    const { error, ...rest } = sent;
    const isToldNow = told.length === 1 && told[0]?.worked === true && sent.owner === this.means.owner();
    this.settle(sent, isToldNow ? [] : [{ ...rest, told }], told);
  }

  private settle(sent: Sent, kept: readonly Sent[], told: readonly Told[] = []): void {
    if (!this.isMeant(sent)) return;
    this.change(this.sent.flatMap((other) => (other === sent ? kept : [other])));
    if (told.length === 0) return;
    this.means.onTold(sent, told);
    for (const teller of this.tellers) teller(told);
  }

  private change(sent: readonly Sent[]): void {
    this.sent = sent;
    for (const listener of this.listeners) listener();
  }
}

export function isUnderWay({ told, error }: Sent): boolean {
  return told === undefined && error === undefined;
}

/** How many of its decisions were not counted. */
export function failuresOf({ told, error, requests }: Sent): number {
  return error === undefined ? (told ?? []).filter(({ worked }) => !worked).length : requests.length;
}

/** Whether nothing is left to be looked at: all of it worked, or is said anew. */
function isOver({ told, requests }: Sent, meant: Meant): boolean {
  return told?.every(({ worked }) => worked) === true || requests.every((request) => idsOf(meant.requests).includes(request.requestId));
}

/** The same verdict on one of the same requests, in whatever words. */
function isAboutSame(one: Meant, other: Meant): boolean {
  return one.verdict === other.verdict && idsOf(one.requests).some((requestId) => idsOf(other.requests).includes(requestId));
}

function isSame(one: Meant, other: Meant): boolean {
  return one.verdict === other.verdict && one.comment === other.comment && inAnyOrder(one) === inAnyOrder(other);
}

function inAnyOrder({ requests }: Meant): string {
  return idsOf(requests).toSorted().join();
}
