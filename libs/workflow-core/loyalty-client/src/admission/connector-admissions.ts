import type { Admission, CallAdmissions, LoyaltyAnswer } from '@countersign/engine';
import type { Connector, Connectors } from '../connectors';
import { BorrowingPace } from './borrowing-pace';
import { CallPlaces } from './call-places';
import { type CallVerdict, CircuitBreaker, type LetThrough } from './circuit-breaker';

/** Hears when calls of an org are held back and when they begin again. Must not throw. */
export interface BreakerObserver {
  opened(orgId: number): void;
  closed(orgId: number): void;
}

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
        this.tell(orgId, this.breakers.get(orgId)?.end(letThrough, verdict, this.now()));
        for (const listener of this.listeners) listener();
      },
    };
  }

  private tell(orgId: number, change: 'opened' | 'closed' | undefined): void {
    if (change === 'opened') {
      this.notClosed.add(orgId);
      this.observer.opened(orgId);
    }
    if (change === 'closed') {
      this.notClosed.delete(orgId);
      this.observer.closed(orgId);
    }
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

/**
 * Only what says that the API is unwell counts as failed: no answer, none that can be read, 5xx, no connection. A refusal, a lock or
 * "too many calls" is an answer of an API that works.
 */
export function verdictOf(answer: LoyaltyAnswer | undefined): CallVerdict {
  if (!answer) return 'none';
  if (answer.kind === 'unclear') return 'failed';
  if (answer.kind === 'readable' || answer.status !== undefined) return 'answered';
  return NOT_THE_API.has(answer.code) ? 'none' : 'failed';
}

const NOT_THE_API: ReadonlySet<string> = new Set(['not-sent', 'no-connector']);
