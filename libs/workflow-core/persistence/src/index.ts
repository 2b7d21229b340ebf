export { PgExecutionStore, type LeaseTimes } from './executions/pg-execution-store';
export { PgConfigurationChangeStore } from './configuration/pg-configuration-change-store';
export { PgApiClientStore } from './identity/pg-api-client-store';
export { PgRevocationStore } from './identity/pg-revocation-store';
export { PgCheckpointLog } from './journal/pg-checkpoint-log';
export { PgJournalStore } from './journal/pg-journal-store';
export { PgReadStore } from './journal/pg-read-store';
export { PgRefusalStore } from './journal/pg-refusal-store';
export { ChangedMigrationError, migrate } from './migrations/migrate';
export {
  CONNECTION_POOLS,
  type ConnectionPools,
  DATABASE_HEALTH,
  type DatabaseHealth,
  DECISION_STORE,
  PersistenceModule,
  type PersistenceOptions,
} from './persistence.module';
export { PgNotificationStore } from './notifications/pg-notification-store';
export { type AppRole, DATABASE_ROLE, type DatabaseRole, WrongDatabaseRoleError } from './org-wall/database-role';
export { PgOperationsStore } from './operations/pg-operations-store';
export { PgOutageStore } from './operations/pg-outage-store';
export { PgPolicyHistory } from './policies/pg-policy-history';
export { PgPolicyStore } from './policies/pg-policy-store';
export {
  type ErasureOrder,
  type FoundRequest,
  PersonalData,
  REASON_KINDS,
  type ReasonKind,
  type RetentionRule,
  type Standing,
  type Subject,
} from './privacy/personal-data';
export { PgRetentionStore } from './privacy/pg-retention-store';
export { type ConnectionFigures, Database, type DatabaseOptions, type Identifiers, type Statements } from './postgres/database';
export { databaseFailure } from './readiness/database-failure';
export { DATABASE_UNAVAILABLE, PgWriteProbe, WRITE_PROBE, type WriteProbe } from './readiness/write-probe';
export { DATABASE_ORIGIN, type DatabaseOrigin, markRestored, RestoredDatabaseError } from './restores/database-origin';
export { sealedSizes } from './restores/sealed-sizes';
export { PgRequestList } from './requests/pg-request-list';
export { PgRequestStore } from './requests/pg-request-store';
export { PgWakeUps } from './wake-ups/pg-wake-ups';
export { PgDeliveryLog } from './webhooks/pg-delivery-log';
export { PgDeliveryStore } from './webhooks/pg-delivery-store';
export { PgEndpointStore } from './webhooks/pg-endpoint-store';
export { pendingParcels, type KeptSecrets, type Reseal, type ResealCount, resealEndpoints } from './webhooks/reseal-endpoints';
