export { describeDeliveryStore } from './conformance/describe-delivery-store';
export { describeExecutionStore } from './conformance/describe-execution-store';
export { describePolicyStore } from './conformance/describe-policy-store';
export { describeRequestStore } from './conformance/describe-request-store';
export type { MakeStoreFixture, StoreFixture, Stores } from './conformance/store-fixture';

export { InMemoryDatabase } from './in-memory/in-memory-database';
export { InMemoryDeliveryStore } from './in-memory/in-memory-delivery-store';
export { InMemoryEndpointStore } from './in-memory/in-memory-endpoint-store';
export { InMemoryExecutionQueue } from './in-memory/in-memory-execution-queue';
export { InMemoryExecutionStore, type LeaseLengths } from './in-memory/in-memory-execution-store';
export { InMemoryPolicyStore } from './in-memory/in-memory-policy-store';
export { InMemoryRequestStore } from './in-memory/in-memory-request-store';
export type { JournaledTransition, NotedAttempt } from './in-memory/in-memory-rows';
export { InMemoryWakeUps } from './in-memory/in-memory-wake-ups';
export { ManualClock } from './in-memory/manual-clock';
export { SeededIdentifiers } from './in-memory/seeded-identifiers';
export { SeededRandom } from './in-memory/seeded-random';
