import { AnswerLost } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import { idsOf } from '../api/request-view';
import type { Told } from './decision-results';
import {
  failedParts,
  failuresOf,
  type HeldBack,
  isReplaced,
  isSame,
  isUnderWay,
  type LookAgain,
  lostBefore,
  lostParts,
  type Meant,
  notDecided,
  notSentAgain,
  type Part,
  type Sent,
  sorted,
} from './sent-decisions';

/** The browser has few connections, and a call that waits for one runs out of patience. */
const MOST_AT_ONCE = 4;
const NOT_SENT = 'It was not sent: you had left the org, or your session had ended, before it could go.';

export interface Means {
  readonly freshKey: () => string;
  readonly owner: () => string;
  /** By request. */
  readonly holdBack: (meant: Meant) => Promise<ReadonlyMap<string, HeldBack>>;
  /**
   * @param isMeant whether it still is, before it is sent once more
   * @param lookAgain at what is not known yet, before it is sent once more
   */
  readonly decide: (sent: Sent, isMeant: () => boolean, lookAgain: LookAgain) => Promise<readonly Told[]>;
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
    if (!sent) return;
    const known = new Set(told.map(({ request: { requestId } }) => requestId));
    this.answered(sent, told, { requests: sent.requests.filter(({ requestId }) => !known.has(requestId)), error: sent.error });
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
    const reasons = stillLost.flatMap(({ requestId }) => held.get(requestId) ?? []);
    const lost: Part = { requests: stillLost, error: new AnswerLost(notSentAgain(reasons)) };
    try {
      const told = going.length > 0 ? await this.decideOn({ ...sent, requests: going }, () => this.isMeant(sent)) : [];
      this.answered(sent, [...toldBefore, ...told], lost);
    } catch (error) {
      // What went out goes out again as it was, under its key; what was held back is another matter.
      this.settle(
        sent,
        this.parted(sent, [...failedParts({ ...sent, requests: going }, error), lost, { requests: returned, told: toldBefore }]),
      );
    }
  }

  /** What is repeated may leave much later than it was looked at first. */
  private decideOn(sent: Sent, isMeant: () => boolean): Promise<readonly Told[]> {
    return this.means.decide(sent, isMeant, async (requests) => {
      const held = await this.means.holdBack({ ...sent, requests });
      // As if it had got no answer once more: the next look may be possible.
      if ([...held.values()].some(({ isUnread }) => isUnread)) throw new CallFailed(0, []);
      return held;
    });
  }

  /** Each in an entry of its own. What goes again as the same keeps the key. */
  private parted({ told: _told, error: _error, ...sent }: Sent, parts: readonly Part[]): readonly Sent[] {
    const filled = parts.filter(({ requests }) => requests.length > 0);
    const first = filled.find(({ error }) => error instanceof AnswerLost) ?? filled[0];
    return filled.map((part) => ({ ...sent, ...part, key: part === first ? sent.key : this.means.freshKey() }));
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
    const lost = lostParts(answers.filter(({ isUnknown }) => isUnknown));
    const isUnheard = sent.owner !== this.means.owner();
    const isOver = told.length === 1 && failuresOf({ told }) === 0 && !isUnheard;
    const left = new Set([...lost, notSent].flatMap(({ requests }) => idsOf(requests)));
    const known: Part = { requests: sent.requests.filter(({ requestId }) => !left.has(requestId)), told, ...(isUnheard && { isUnheard }) };
    this.settle(sent, this.parted(sent, [...(isOver ? [] : [known]), ...lost, notSent]), told);
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
