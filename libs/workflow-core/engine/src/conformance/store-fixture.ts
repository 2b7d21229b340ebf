import type { JournaledTransition, NotedAttempt } from '../in-memory/in-memory-rows';
import type { ExecutionStore } from '../ports/execution-store';
import type { NotificationStore } from '../ports/notification-store';
import type { PolicyStore } from '../ports/policy-store';
import type { Person } from '../ports/request-records';
import type { RequestRef, RequestStore } from '../ports/request-store';
import type { DeliveryStore, EndpointStore } from '../ports/webhook-store';

/** The stores as one process has them. */
export interface Stores {
  readonly requests: RequestStore;
  readonly executions: ExecutionStore;
  readonly policies: PolicyStore;
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly notifications: NotificationStore;
}

/** An adapter under test: two processes over one store, and what no port shows. */
export interface StoreFixture {
  readonly here: Stores;
  /** Another process over the same store. */
  readonly there: Stores;
  readonly leaseMs: number;
  readonly leastLeftMs: number;
  /** Leases run, executions and deliveries come due and requests expire as if so much time had passed. */
  readonly passTime: (ms: number) => Promise<void>;
  /** As an operator does it. */
  readonly pause: (orgId: number, type: string) => Promise<void>;
  readonly resume: (orgId: number, type: string) => Promise<void>;
  /** As a configurator does it. */
  readonly revoke: (orgId: number, personId: number, by: Person) => Promise<void>;
  readonly journal: (request: RequestRef) => Promise<readonly JournaledTransition[]>;
  /** The loyalty calls and delivery tries of a request that were noted, in their order. */
  readonly attempts: (request: RequestRef) => Promise<readonly NotedAttempt[]>;
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type MakeStoreFixture = () => Promise<StoreFixture>;

/** One fixture for all tests of the current `describe`, emptied before each. */
export function useFixture(make: MakeStoreFixture): () => StoreFixture {
  let fixture: StoreFixture | undefined;
  const current = (): StoreFixture => {
    if (!fixture) throw new Error('The fixture is made before the first test, not before.');
    return fixture;
  };
  beforeAll(async () => {
    fixture = await make();
  });
  beforeEach(() => current().empty());
  afterAll(() => fixture?.close());
  return current;
}
