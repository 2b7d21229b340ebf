import type { Admission, CallAdmissions, LoyaltyAnswer, LoyaltyOutage } from '@countersign/engine';
import type { Connector, Connectors } from '../connectors';
import { BorrowingPace } from './borrowing-pace';
import { CallPlaces } from './call-places';
import { type CallVerdict, CircuitBreaker, type LetThrough } from './circuit-breaker';

/** Hears how the loyalty API of an org fares. Must not throw. */
export interface BreakerObserver {
  /** Several calls in a row failed. They are not held back yet, or were before and one was tried. */
  failing(outage: LoyaltyOutage): void;
  /** Calls are held back from now on. */
  opened(outage: LoyaltyOutage): void;
  /** Calls are no longer held back. */
  closed(orgId: number): void;
  /** A call was answered: the first one of this process, or after some that failed. */
  answered(orgId: number): void;
}

/** So many calls in a row fail before anybody is told. One that fails alone is nobody's business. */
const TOLD_AFTER = 3;

interface Gate {
  readonly connector: Connector;
  readonly places: CallPlaces;
  readonly pace: BorrowingPace;
}

/**
 * Room for calls per connector, and a breaker per org: where orgs share a connector, one whose calls fail does not hold the others back.
 */
export class ConnectorAdmissions implements CallAdmissions {
  private readonly gates: ReadonlyMap<number, Gate>;
  private readonly shared: Gate | undefined;
  private readonly breakers = new Map<number, CircuitBreaker>();
  private readonly notClosed = new Set<number>();
  private readonly listeners: (() => void)[] = [];
  /** Calls of each org that failed in a row; absent before the first has ended. */
  private readonly failedInARow = new Map<number, number>();

  /** @param now milliseconds that only grow */
  constructor(
    connectors: Connectors,
    private readonly observer: BreakerObserver,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.gates = new Map(Object.entries(connectors.orgs).map(([orgId, connector]) => [Number(orgId), gateOf(connector, 1, this.now)]));
    this.shared = connectors.default && gateOf(connectors.default, connectors.default.orgShare, this.now);
  }

  admit(orgId: number): Admission | undefined {
    const gate = this.gateOf(orgId);
    // Where no API is configured no call is made either: the gateway says so, and the request says why it waits.
    if (!gate) return { end: () => undefined };
    const letThrough = this.breakerOf(orgId, gate).begin(this.now());
    if (!letThrough) return undefined;
    if (gate.places.enter(orgId)) return this.admission(orgId, gate, letThrough);
    this.breakerOf(orgId, gate).end(letThrough, 'none', this.now());
    return undefined;
  }

  isClosed(orgId: number): boolean {
    return this.notClosed.has(orgId) && this.breakers.get(orgId)?.state(this.now()) === 'open';
  }

  closedOrgs(): readonly number[] {
    return [...this.notClosed].filter((orgId) => this.isClosed(orgId));
  }

  onRoom(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Orgs whose breaker is open or half-open. */
  heldBackOrgs(): readonly number[] {
    return [...this.notClosed];
  }

  /** Calls under way, of all connectors. */
  get underWay(): number {
    return [...this.gates.values(), ...(this.shared ? [this.shared] : [])].reduce((sum, { places }) => sum + places.underWay, 0);
  }

  private admission(orgId: number, { places, pace }: Gate, letThrough: LetThrough): Admission {
    const beganAt = this.now();
    let ended = false;
    return {
      end: (answer) => {
        if (ended) return;
        ended = true;
        places.leave(orgId);
        const verdict = verdictOf(answer);
        if (verdict === 'answered') pace.answered(beganAt);
        const change = this.breakers.get(orgId)?.end(letThrough, verdict, this.now());
        if (verdict === 'answered') this.tellOfAnswer(orgId, change === 'closed');
        else if (answer && verdict !== 'none') this.tellOfFailure(orgId, answer, change === 'opened');
        for (const listener of this.listeners) listener();
      },
    };
  }

  private tellOfAnswer(orgId: number, hasClosed: boolean): void {
    const failed = this.failedInARow.get(orgId);
    this.failedInARow.set(orgId, 0);
    if (failed === undefined || failed >= TOLD_AFTER || hasClosed) this.observer.answered(orgId);
    if (!hasClosed) return;
    this.notClosed.delete(orgId);
    this.observer.closed(orgId);
  }

  private tellOfFailure(orgId: number, answer: LoyaltyAnswer, hasOpened: boolean): void {
    const failed = (this.failedInARow.get(orgId) ?? 0) + 1;
    this.failedInARow.set(orgId, failed);
    if (hasOpened) this.notClosed.add(orgId);
    const outage = { ...outageOf(orgId, answer), heldBack: this.notClosed.has(orgId) };
    if (hasOpened) this.observer.opened(outage);
    else if (failed >= TOLD_AFTER) this.observer.failing(outage);
  }

  private gateOf(orgId: number): Gate | undefined {
    return this.gates.get(orgId) ?? this.shared;
  }

  private breakerOf(orgId: number, { connector }: Gate): CircuitBreaker {
    const known = this.breakers.get(orgId);
    if (known) return known;
    const breaker = new CircuitBreaker(connector.breaker);
    this.breakers.set(orgId, breaker);
    return breaker;
  }
}

function gateOf(connector: Connector, orgShare: number, now: () => number): Gate {
  const { connections } = connector;
  const share = Math.max(1, Math.ceil(connections * orgShare));
  const pace = new BorrowingPace(share, connections, now);
  return { connector, pace, places: new CallPlaces(connections, share, pace) };
}

function outageOf(orgId: number, answer: LoyaltyAnswer): Omit<LoyaltyOutage, 'heldBack'> {
  if (answer.kind === 'readable') throw new TypeError('an API that gives a readable answer does not fail');
  const { code, status } = answer;
  return { orgId, code, ...(status !== undefined && { httpStatus: status }) };
}

/**
 * Only what says that the API is unwell counts as failed: no answer, none that can be read, 5xx, no connection, nothing at its address. A
 * refusal, a lock or "too many calls" is an answer of an API that works. Credentials that are refused are refused for every call.
 */
export function verdictOf(answer: LoyaltyAnswer | undefined): CallVerdict {
  if (!answer) return 'none';
  if (answer.kind === 'unclear') return 'failed';
  if (answer.kind === 'readable') return 'answered';
  if (answer.remedy) return answer.remedy === 'credentials' ? 'hopeless' : 'failed';
  if (answer.status !== undefined) return 'answered';
  return NOT_THE_API.has(answer.code) ? 'none' : 'failed';
}

const NOT_THE_API: ReadonlySet<string> = new Set(['not-sent', 'no-connector']);
