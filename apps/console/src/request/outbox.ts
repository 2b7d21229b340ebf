import { AnswerLost } from '../api/lost-answer';
import { idsOf, type RequestView, type Verdict } from '../api/request-view';
import type { Told } from './decision-results';
import type { SeenUses } from './seen-uses';

/** The browser has few connections, and a call that waits for one runs out of patience. */
const MOST_AT_ONCE = 4;
const NOT_SENT = 'It was not sent: you had left the org, or your session had ended, before it could go.';
const UNCLEAR = 'The answer does not say whether it was counted. Try again: it is sent as the same, so that it cannot happen twice.';
const SENT_BEFORE = 'The first time it may have been received or not.';

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
  /** Those of its requests of which the same was sent before, and got no answer. */
  readonly lost: ReadonlySet<string>;
  /** How each went. Without it and without an error it is under way. */
  readonly told?: readonly Told[];
  /** It was told while nobody was there who had said it. */
  readonly isUnheard?: boolean;
  readonly error?: unknown;
}

/** Why a request must not be decided before it was looked at again, and what to do then. */
export interface HeldBack {
  readonly reason: string;
  readonly advice: string;
}

export interface Means {
  readonly freshKey: () => string;
  readonly owner: () => string;
  /** By request. */
  readonly holdBack: (meant: Meant) => Promise<ReadonlyMap<string, HeldBack>>;
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
  private readonly departed = new WeakSet<Sent>();
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
    const mine = this.sent.filter((other) => other.owner === owner);
    const before = mine.find((other) => other.error !== undefined && isSame(other, meant));
    const sent: Sent = { ...meant, key: before?.key ?? this.means.freshKey(), owner, lost: lostBefore(meant, mine) };
    this.change([...this.sent.filter((other) => other.owner !== owner || isUnderWay(other) || !isReplaced(other, meant)), sent]);
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
  clear(isTheirs: (owner: string) => boolean): void {
    this.change(this.sent.filter(({ owner }) => !isTheirs(owner)));
  }

  /** When somebody goes to another org, or their session ends. What has not left is not sent, and says so when they are back. */
  keepBack(): void {
    const here = this.means.owner();
    const isKept = (one: Sent): boolean => isUnderWay(one) && !this.departed.has(one) && one.owner !== here;
    this.change(this.sent.flatMap((one) => (isKept(one) ? this.parted(one, failedParts(one, new Error(NOT_SENT))) : [one])));
  }

  private async deliver(sent: Sent): Promise<void> {
    await this.turn();
    try {
      if (this.isMeant(sent)) await this.decide(sent, await this.means.holdBack(sent));
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  private async decide(sent: Sent, held: ReadonlyMap<string, HeldBack>): Promise<void> {
    if (!this.isMeant(sent)) return;
    this.departed.add(sent);
    const { going, returned, stillLost } = sorted(sent, held);
    const toldBefore = returned.map((request): Told => ({ request, worked: false, words: notDecided(held.get(request.requestId)) }));
    const lost: Part = { requests: stillLost, error: new AnswerLost(notSentAgain(held)) };
    try {
      const told = going.length > 0 ? await this.means.decide({ ...sent, requests: going }, () => this.isMeant(sent)) : [];
      this.answered(sent, [...toldBefore, ...told], lost);
    } catch (error) {
      // What went out goes out again as it was, under its key; what was held back is another matter.
      this.settle(
        sent,
        this.parted(sent, [...failedParts({ ...sent, requests: going }, error), lost, { requests: returned, told: toldBefore }]),
      );
    }
  }

  /** Each in an entry of its own; the first one keeps the key. */
  private parted({ told: _told, error: _error, ...sent }: Sent, parts: readonly Part[]): readonly Sent[] {
    return parts
      .filter(({ requests }) => requests.length > 0)
      .map((part, at) => ({ ...sent, ...part, key: at === 0 ? sent.key : this.means.freshKey() }));
  }

  /** Not given up by a sign-out, and not kept back by a change of the org. */
  private isMeant(sent: Sent): boolean {
    return this.sent.includes(sent);
  }

  private async turn(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** One that went is over; what did not, were many, or belongs to an org that was left meanwhile, stays to be looked at. */
  private answered(sent: Sent, answers: readonly Told[], notSent: Part = { requests: [] }): void {
    const told = answers.filter(({ isUnknown }) => !isUnknown);
    const unknown = new Set(answers.filter(({ isUnknown }) => isUnknown).map(({ request }) => request.requestId));
    const isUnheard = sent.owner !== this.means.owner();
    const isOver = told.length === 1 && told[0]?.worked === true && !isUnheard;
    const open = sent.requests.filter((request) => !notSent.requests.includes(request));
    const known: Part = { requests: open.filter(({ requestId }) => !unknown.has(requestId)), told, ...(isUnheard && { isUnheard }) };
    const lost: Part = { requests: open.filter(({ requestId }) => unknown.has(requestId)), error: new AnswerLost(UNCLEAR) };
    this.settle(sent, this.parted(sent, [...(isOver ? [] : [known]), lost, notSent]), told);
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

/** Whether nobody who had said it could hear yet what became of it, or it is still to be dealt with. */
export function isOpen(sent: Sent): boolean {
  return isUnderWay(sent) || sent.isUnheard === true || failuresOf(sent) > 0;
}

export function isUnderWay({ told, error }: Sent): boolean {
  return told === undefined && error === undefined;
}

/** How many of its decisions were not counted, or are not known. */
export function failuresOf({ told, error, requests }: Sent): number {
  return error === undefined ? (told ?? []).filter(({ worked }) => !worked).length : requests.length;
}

type Part = Pick<Sent, 'requests' | 'told' | 'error' | 'isUnheard'>;

/** Those of the same verdict that may have been received, in whatever words. */
function lostBefore({ verdict, requests }: Meant, mine: readonly Sent[]): ReadonlySet<string> {
  const lost = mine.filter((other) => other.error instanceof AnswerLost && other.verdict === verdict);
  const ids = new Set(lost.flatMap((other) => idsOf(other.requests)));
  return new Set(idsOf(requests).filter((requestId) => ids.has(requestId)));
}

/** What goes, what comes back undecided, and of what it stays unknown. All that was lost goes again as a whole or not at all, for its key. */
function sorted({ requests, lost }: Sent, held: ReadonlyMap<string, HeldBack>) {
  const isWhole = held.size > 0 && requests.every(({ requestId }) => lost.has(requestId));
  const stopped = requests.filter(({ requestId }) => isWhole || held.has(requestId));
  return {
    going: requests.filter((request) => !stopped.includes(request)),
    returned: stopped.filter(({ requestId }) => !lost.has(requestId)),
    stillLost: stopped.filter(({ requestId }) => lost.has(requestId)),
  };
}

/** What kept these from being decided says nothing of those that were sent before. */
function failedParts({ requests, lost }: Sent, error: unknown): readonly Part[] {
  if (error instanceof AnswerLost) return [{ requests, error }];
  const said = error instanceof Error ? error.message : 'Something unexpected happened.';
  return [
    { requests: requests.filter(({ requestId }) => !lost.has(requestId)), error },
    { requests: requests.filter(({ requestId }) => lost.has(requestId)), error: new AnswerLost(`${SENT_BEFORE} This time: ${said}`) },
  ];
}

function notDecided({ reason, advice }: HeldBack = { reason: '', advice: '' }): string {
  return `${reason}. ${advice}`;
}

function notSentAgain(held: ReadonlyMap<string, HeldBack>): string {
  const reasons = new Set([...held.values()].map(({ reason }) => `${reason}.`));
  return `${SENT_BEFORE} This time it was not sent: look at it again. ${[...reasons].join(' ')}`;
}

/** Whether nothing is left to be looked at: all of it worked, or is said anew. Another verdict does not tell what became of a lost one. */
function isReplaced({ told, error, verdict, requests }: Sent, meant: Meant): boolean {
  if (error instanceof AnswerLost && verdict !== meant.verdict) return false;
  return told?.every(({ worked }) => worked) === true || requests.every((request) => idsOf(meant.requests).includes(request.requestId));
}

function isSame(one: Meant, other: Meant): boolean {
  return one.verdict === other.verdict && one.comment === other.comment && inAnyOrder(one) === inAnyOrder(other);
}

function inAnyOrder({ requests }: Meant): string {
  return idsOf(requests).toSorted().join();
}
