import { type Subject } from '../protocol/loyalty-call';
import { type Organisation } from '../state/organisation';
import { type FaultRule } from './fault-rule';

/** A rule in force. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** How many calls it has hit. */
  readonly hits: number;
}

/** What of a loyalty call a rule can be matched with. */
export interface FaultTarget {
  readonly path: string;
  readonly call: string;
  readonly orgId: number;
  readonly idempotencyKey: string | null;
  readonly subject: Subject;
  readonly organisation: Organisation;
}

/** The rules in force, oldest first; a call is hit by the first that matches. */
export class FaultBook {
  private readonly faults = new Map<string, { id: string; rule: FaultRule; hits: number }>();
  private lastNumber = 0;

  add(rule: FaultRule): ActiveFault {
    this.lastNumber += 1;
    const fault = { id: `fault-${this.lastNumber}`, rule, hits: 0 };
    this.faults.set(fault.id, fault);
    return fault;
  }

  list(): readonly ActiveFault[] {
    return [...this.faults.values()];
  }

  remove(id: string): boolean {
    return this.faults.delete(id);
  }

  clear(): void {
    this.faults.clear();
  }

  /** The rule that hits this call; a rule that is used up leaves the book. */
  take(target: FaultTarget): FaultRule | undefined {
    const hit = [...this.faults.values()].find(({ rule }) => matches(rule.match, target));
    if (hit === undefined) return undefined;
    hit.hits += 1;
    if (hit.hits === hit.rule.times) this.faults.delete(hit.id);
    return hit.rule;
  }
}

function matches(match: FaultRule['match'], target: FaultTarget): boolean {
  return (
    (match.path === undefined || withoutSlash(match.path) === withoutSlash(target.path)) &&
    (match.call === undefined || match.call === target.call) &&
    (match.orgId === undefined || match.orgId === target.orgId) &&
    (match.idempotencyKey === undefined || match.idempotencyKey === target.idempotencyKey) &&
    (match.reference === undefined || match.reference === target.subject.reference) &&
    (match.customer === undefined || isAbout(match.customer, target))
  );
}

function isAbout(customer: string, { subject, organisation }: FaultTarget): boolean {
  const id = organisation.findByAnyIdentifier(customer)?.id ?? Number(customer);
  return subject.customerIds.includes(id);
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
