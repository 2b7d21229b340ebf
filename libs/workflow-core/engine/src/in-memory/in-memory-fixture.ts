import type { StoreFixture, Stores } from '../conformance/store-fixture';
import { InMemoryDatabase } from './in-memory-database';
import { InMemoryDeliveryStore } from './in-memory-delivery-store';
import { InMemoryEndpointStore } from './in-memory-endpoint-store';
import { InMemoryExecutionStore } from './in-memory-execution-store';
import { InMemoryNotificationStore } from './in-memory-notification-store';
import { InMemoryPolicyStore } from './in-memory-policy-store';
import { InMemoryRequestStore } from './in-memory-request-store';
import { revokeInMemory } from './in-memory-revocations';
import { ManualClock } from './manual-clock';

const LEASE = { leaseMs: 12_000, leastLeftMs: 3_000 };

/** The in-memory stores for the conformance suites. Rivals are the same objects: one process's writes never interleave. */
export async function inMemoryFixture(): Promise<StoreFixture> {
  const clock = new ManualClock();
  const database = new InMemoryDatabase(clock);
  const stores: Stores = {
    requests: new InMemoryRequestStore(database),
    executions: new InMemoryExecutionStore(database, LEASE),
    policies: new InMemoryPolicyStore(database),
    endpoints: new InMemoryEndpointStore(database),
    deliveries: new InMemoryDeliveryStore(database),
    notifications: new InMemoryNotificationStore(database),
  };
  return {
    here: stores,
    there: stores,
    ...LEASE,
    pause: async (orgId, type) => void database.pauses.add(`${orgId}/${type}`),
    resume: async (orgId, type) => void database.pauses.delete(`${orgId}/${type}`),
    revoke: async (orgId, personId, by) => revokeInMemory(database, orgId, personId, by),
    passTime: async (ms) => clock.advance(ms),
    journal: async (request) => database.find(request)?.journal ?? [],
    attempts: async (request) => database.attemptsOf(request),
    empty: async () => database.empty(),
    close: async () => undefined,
  };
}
