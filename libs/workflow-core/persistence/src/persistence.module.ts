import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import {
  API_CLIENT_STORE,
  CHANGE_LOG,
  CHECKPOINT_LOG,
  CONFIGURATION_CHANGE_STORE,
  DELIVERY_LOG,
  DELIVERY_STORE,
  DUPLICATE_STORE,
  ENDPOINT_STORE,
  EXECUTION_STORE,
  INBOX,
  JOURNAL_ENTRIES,
  JOURNAL_STORE,
  NOTIFICATION_STORE,
  OPERATIONS_STORE,
  OPERATOR_JOURNAL,
  OUTAGE_STORE,
  OVERVIEWS,
  PAUSE_STORE,
  POLICY_HISTORY,
  POLICY_STORE,
  READ_STORE,
  REFUSAL_STORE,
  REQUEST_HISTORIES,
  REQUEST_LIST,
  REQUEST_STORE,
  type RequestStore,
  RETENTION_STORE,
  REVOCATION_STORE,
  SUBMISSION_OUTLOOK,
  WAKE_UPS,
  type WakeUps,
} from '@countersign/engine';
import { type Key, provide, provideAs, token } from '@countersign/wiring';
import { PgConfigurationChangeStore } from './configuration/pg-configuration-change-store';
import { type LeaseTimes, PgExecutionStore } from './executions/pg-execution-store';
import { PgApiClientStore } from './identity/pg-api-client-store';
import { PgRevocationStore } from './identity/pg-revocation-store';
import { PgCheckpointLog } from './journal/pg-checkpoint-log';
import { PgJournalEntries } from './journal/pg-journal-entries';
import { PgJournalStore } from './journal/pg-journal-store';
import { PgReadStore } from './journal/pg-read-store';
import { PgRefusalStore } from './journal/pg-refusal-store';
import { PgNotificationStore } from './notifications/pg-notification-store';
import { PgOperationsStore } from './operations/pg-operations-store';
import { PgOperatorJournal } from './operations/pg-operator-journal';
import { PgOutageStore } from './operations/pg-outage-store';
import { PgPauseStore } from './operations/pg-pause-store';
import { DATABASE_ROLE, PgDatabaseRole } from './org-wall/database-role';
import { PgPolicyHistory } from './policies/pg-policy-history';
import { PgPolicyStore } from './policies/pg-policy-store';
import { Database, type DatabaseOptions } from './postgres/database';
import { PgRetentionStore } from './privacy/pg-retention-store';
import { PgWriteProbe, WRITE_PROBE } from './readiness/write-probe';
import { PgChangeLog } from './requests/pg-change-log';
import { PgDuplicateStore } from './requests/pg-duplicate-store';
import { PgInbox } from './requests/pg-inbox';
import { PgOverviews } from './requests/pg-overviews';
import { PgRequestHistories } from './requests/pg-request-histories';
import { PgRequestList } from './requests/pg-request-list';
import { PgRequestStore } from './requests/pg-request-store';
import { PgSubmissionOutlook } from './requests/pg-submission-outlook';
import { DATABASE_ORIGIN, PgDatabaseOrigin } from './restores/database-origin';
import { PgWakeUps } from './wake-ups/pg-wake-ups';
import { PgDeliveryLog } from './webhooks/pg-delivery-log';
import { PgDeliveryStore } from './webhooks/pg-delivery-store';
import { PgEndpointStore } from './webhooks/pg-endpoint-store';

/** Both reject when PostgreSQL does not answer in time. */
export interface DatabaseHealth {
  /** For readiness. */
  ping(): Promise<void>;
  /** Milliseconds by which PostgreSQL's clock is ahead of this process's. */
  clockAheadMs(): Promise<number>;
}

/** The pools of this process by name, for its metrics. */
export type ConnectionPools = ReadonlyMap<'main' | 'decisions', Pick<Database, 'figures'>>;

export const DATABASE_HEALTH = token<DatabaseHealth>('DatabaseHealth');
export const CONNECTION_POOLS = token<ConnectionPools>('ConnectionPools');
/** The `RequestStore` for whatever must not wait behind lists and submissions: people's decisions. Without a reserve it is `REQUEST_STORE`. */
export const DECISION_STORE = token<RequestStore>('DecisionStore');

/** The database that decisions use; the main one when nothing is reserved for them. */
const DECISIONS = token<Database>('Decisions');

const DEFAULT_LEASE: LeaseTimes = { leaseMs: 12_000, leastLeftMs: 3_000 };

export type PersistenceOptions = DatabaseOptions & {
  readonly lease?: LeaseTimes;
  /** Connections beside `poolSize` that only decisions, policies, resolutions and readiness use; none when not said. */
  readonly decisionPoolSize?: number;
};

/** Stores that need the main database and nothing else. */
const PLAIN_STORES = [
  overMain(REQUEST_LIST, (database) => new PgRequestList(database)),
  overMain(CHANGE_LOG, (database) => new PgChangeLog(database)),
  overMain(INBOX, (database) => new PgInbox(database)),
  overMain(OVERVIEWS, (database) => new PgOverviews(database)),
  overMain(REQUEST_HISTORIES, (database) => new PgRequestHistories(database)),
  overMain(DUPLICATE_STORE, (database) => new PgDuplicateStore(database)),
  overMain(SUBMISSION_OUTLOOK, (database) => new PgSubmissionOutlook(database)),
  overMain(API_CLIENT_STORE, (database) => new PgApiClientStore(database)),
  overMain(CONFIGURATION_CHANGE_STORE, (database) => new PgConfigurationChangeStore(database)),
  overMain(POLICY_HISTORY, (database) => new PgPolicyHistory(database)),
  overMain(JOURNAL_STORE, (database) => new PgJournalStore(database)),
  overMain(JOURNAL_ENTRIES, (database) => new PgJournalEntries(database)),
  overMain(CHECKPOINT_LOG, (database) => new PgCheckpointLog(database)),
  overMain(READ_STORE, (database) => new PgReadStore(database)),
  overMain(REFUSAL_STORE, (database) => new PgRefusalStore(database)),
  overMain(ENDPOINT_STORE, (database) => new PgEndpointStore(database)),
  overMain(OUTAGE_STORE, (database) => new PgOutageStore(database)),
  overMain(DELIVERY_STORE, (database) => new PgDeliveryStore(database)),
  overMain(RETENTION_STORE, (database) => new PgRetentionStore(database)),
  overMain(DELIVERY_LOG, (database) => new PgDeliveryLog(database)),
  overMain(NOTIFICATION_STORE, (database) => new PgNotificationStore(database)),
  overMain(DATABASE_ROLE, (database) => new PgDatabaseRole(database)),
  overMain(DATABASE_ORIGIN, (database) => new PgDatabaseOrigin(database)),
];

function overMain<Store>(key: Key<Store>, make: (database: Database) => NoInfer<Store>) {
  return provide(key, [Database], make);
}

/** The engine's stores over PostgreSQL. Closed last, when nothing else of the app writes any more. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    @Inject(DECISIONS) private readonly decisions: Database,
    @Inject(WAKE_UPS) private readonly wakeUps: WakeUps,
  ) {}

  static forRoot(options: PersistenceOptions): DynamicModule {
    const stores = [
      ...PLAIN_STORES,
      provide(REQUEST_STORE, [Database, WAKE_UPS], (database, wakeUps) => new PgRequestStore(database, wakeUps)),
      provide(DECISION_STORE, [Database, DECISIONS, REQUEST_STORE, WAKE_UPS], (database, decisions, requests, wakeUps) =>
        decisions === database ? requests : new PgRequestStore(decisions, wakeUps),
      ),
      provide(EXECUTION_STORE, [Database], (database) => new PgExecutionStore(database, options.lease ?? DEFAULT_LEASE)),
      provide(
        OPERATIONS_STORE,
        [DECISIONS, WAKE_UPS, Database],
        (decisions, wakeUps, lists) => new PgOperationsStore(decisions, wakeUps, lists),
      ),
      provide(PAUSE_STORE, [DECISIONS], (database) => new PgPauseStore(database)),
      provide(OPERATOR_JOURNAL, [DECISIONS, Database], (decisions, lists) => new PgOperatorJournal(decisions, lists)),
      provide(POLICY_STORE, [DECISIONS], (database) => new PgPolicyStore(database)),
      provide(REVOCATION_STORE, [DECISIONS, Database], (decisions, lists) => new PgRevocationStore(decisions, lists)),
      provide(WAKE_UPS, [Database], (database) => new PgWakeUps(database, options.url)),
      provideAs(DATABASE_HEALTH, DECISIONS),
      provide(WRITE_PROBE, [DECISIONS], (database) => new PgWriteProbe(database)),
      provide(
        CONNECTION_POOLS,
        [Database, DECISIONS],
        (main, decisions) =>
          new Map(
            decisions === main
              ? [['main', main]]
              : [
                  ['main', main],
                  ['decisions', decisions],
                ],
          ),
      ),
    ];
    return {
      global: true,
      module: PersistenceModule,
      providers: [provide(Database, [], () => new Database(options)), decisionsProvider(options), ...stores],
      exports: stores.map((store) => store.provide),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.wakeUps instanceof PgWakeUps) await this.wakeUps.close();
    if (this.decisions !== this.database) await this.decisions.close();
    await this.database.close();
  }
}

function decisionsProvider({ decisionPoolSize, ...options }: PersistenceOptions): Provider {
  if (decisionPoolSize === undefined) return provideAs(DECISIONS, Database);
  return provide(DECISIONS, [], () => new Database({ ...options, poolSize: decisionPoolSize }));
}
