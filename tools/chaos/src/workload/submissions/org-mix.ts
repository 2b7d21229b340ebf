import { pick, pickWeighted, type Weighted, whole } from '../random-picks';
import { type Customer, customer, ORDINARY_CUSTOMERS, POOR_CUSTOMER, SUSPENDED_CUSTOMER } from './customers';
import {
  earnBadge,
  goodwill,
  type Identifier,
  IDENTIFIERS,
  issueBadge,
  type PayloadGround,
  PROGRAM_WITHOUT_GOODWILL,
  redemption,
  statusChange,
} from './payloads';
import type { Submission } from './submission';

/** Labels that forbid a customer nothing, so that changes of status do not make other requests fail. */
const LABELS = ['Active', 'Internal', 'bb', 'Gold watch'] as const;
const BADGES = ['ba5e00000000000000000001', '65be200710126e55359f1969', '65be3c4d10126e55359f196a'] as const;
/** Must be issued before it is earned, so that it is sometimes refused. */
const ENROLLED_BADGE = 'ba5e00000000000000000002';
/** More than the poor customer has. */
const TOO_MANY_POINTS = 500;
/** References that are old enough to have ended, most of them. */
const REMEMBERED = 400;
const OLD_ENOUGH = 20;
/** How often the newest one is used again, whose request has not ended, most of the time. */
const STILL_OPEN = 0.4;

/** What one org asks for: all types, in shares like those of a shop, and some of it wrong. */
export class OrgMix {
  private readonly usedReferences: string[] = [];
  private submissions = 0;
  private statusChanges = 0;

  private readonly kinds: readonly Weighted<() => Submission>[] = [
    { weight: 36, value: () => this.redemption() },
    { weight: 15, value: () => this.statusChange() },
    { weight: 14, value: () => goodwill(this.ground('GW'), this.anybody(), 1 + this.upTo(30)) },
    { weight: 17, value: () => earnBadge(this.ground('EB'), this.anybody(), this.badge()) },
    { weight: 12, value: () => issueBadge(this.ground('IB'), this.someCustomers(), this.badge()) },
    { weight: 1.5, value: () => redemption(this.ground('RD'), POOR_CUSTOMER, TOO_MANY_POINTS, 'mobile') },
    { weight: 1, value: () => redemption(this.ground('RD'), SUSPENDED_CUSTOMER, 5, 'externalId') },
    { weight: 1, value: () => goodwill(this.ground('GW'), SUSPENDED_CUSTOMER, 5) },
    { weight: 0.5, value: () => goodwill(this.ground('GW'), this.anybody(), 5, PROGRAM_WITHOUT_GOODWILL) },
    { weight: 1, value: () => earnBadge(this.ground('EB'), this.anybody(), ENROLLED_BADGE) },
    { weight: 1, value: () => this.usedBefore() },
  ];

  constructor(
    private readonly org: { readonly id: number; readonly marker: string },
    private readonly random: () => number,
  ) {}

  next(): Submission {
    this.submissions += 1;
    const submission = pickWeighted(this.random, this.kinds)();
    if (submission.type === 'POINTS_REDEMPTION' && submission.reference !== undefined) this.remember(submission.reference);
    return submission;
  }

  private redemption(): Submission {
    return redemption(this.ground('RD'), this.anybody(), 1 + this.upTo(25), this.identifier());
  }

  /** Customers take turns: a customer with an open change takes no second one, and that is not what is tried here. */
  private statusChange(): Submission {
    this.statusChanges += 1;
    const turn = this.statusChanges;
    const by = IDENTIFIERS[Math.floor(turn / ORDINARY_CUSTOMERS) % IDENTIFIERS.length] ?? 'mobile';
    return statusChange(this.ground('SC'), customer(1 + (turn % ORDINARY_CUSTOMERS)), pick(this.random, LABELS), by);
  }

  /** The loyalty API refuses it (744), or we do while the first one is open (9028). */
  private usedBefore(): Submission {
    const { length } = this.usedReferences;
    const isOpen = this.random() < STILL_OPEN;
    const reference = length > OLD_ENOUGH ? this.usedReferences[isOpen ? length - 1 : this.upTo(length - OLD_ENOUGH)] : undefined;
    const ground = reference === undefined ? this.ground('RD') : { marker: this.org.marker, reference };
    return redemption(ground, this.anybody(), 1 + this.upTo(25), 'mobile');
  }

  private remember(reference: string): void {
    this.usedReferences.push(reference);
    if (this.usedReferences.length > REMEMBERED) this.usedReferences.shift();
  }

  private ground(kind: string): PayloadGround {
    return { marker: this.org.marker, reference: `${kind}-${this.org.id}-${this.submissions}` };
  }

  private anybody(): Customer {
    return customer(1 + this.upTo(ORDINARY_CUSTOMERS));
  }

  private someCustomers(): readonly Customer[] {
    const first = this.upTo(ORDINARY_CUSTOMERS);
    return Array.from({ length: 1 + this.upTo(3) }, (_, index) => customer(1 + ((first + index) % ORDINARY_CUSTOMERS)));
  }

  private badge(): string {
    return pick(this.random, BADGES);
  }

  private identifier(): Identifier {
    return pick(this.random, IDENTIFIERS);
  }

  /** 0 to one below `end`. */
  private upTo(end: number): number {
    return whole(this.random, end);
  }
}
