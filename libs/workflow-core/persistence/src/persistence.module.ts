import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  DELIVERY_LOG,
  DELIVERY_STORE,
  ENDPOINT_STORE,
  EXECUTION_STORE,
  OPERATIONS_STORE,
  OPERATOR_JOURNAL,
  PAUSE_STORE,
  POLICY_STORE,
  REQUEST_LIST,
  REQUEST_STORE,
  WAKE_UPS,
  type WakeUps,
} from '@countersign/engine';
import { type LeaseTimes, PgExecutionStore } from './executions/pg-execution-store';
import { PgOperationsStore } from './operations/pg-operations-store';
import { PgOperatorJournal } from './operations/pg-operator-journal';
import { PgPauseStore } from './operations/pg-pause-store';
import { PgPolicyStore } from './policies/pg-policy-store';
import { Database, type DatabaseOptions } from './postgres/database';
import { PgRequestList } from './requests/pg-request-list';
import { PgRequestStore } from './requests/pg-request-store';
import { DATABASE_ORIGIN, PgDatabaseOrigin } from './restores/database-origin';
import { PgWakeUps } from './wake-ups/pg-wake-ups';
import { PgDeliveryLog } from './webhooks/pg-delivery-log';
import { PgDeliveryStore } from './webhooks/pg-delivery-store';
import { PgEndpointStore } from './webhooks/pg-endpoint-store';

/** For readiness: rejects when PostgreSQL does not answer in time. */
export interface DatabaseHealth {
  ping(): Promise<void>;
}

export const DATABASE_HEALTH = Symbol('DatabaseHealth');

const DEFAULT_LEASE: LeaseTimes = { leaseMs: 12_000, leastLeftMs: 3_000 };

export type PersistenceOptions = DatabaseOptions & { readonly lease?: LeaseTimes };

/** The engine's stores over one PostgreSQL pool. Closed last, when nothing else of the app writes any more. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    @Inject(WAKE_UPS) private readonly wakeUps: WakeUps,
  ) {}

  static forRoot(options: PersistenceOptions): DynamicModule {
    const stores = [
      { provide: REQUEST_LIST, inject: [Database], useFactory: (database: Database) => new PgRequestList(database) },
      {
        provide: REQUEST_STORE,
        inject: [Database, WAKE_UPS],
        useFactory: (database: Database, wakeUps: WakeUps) => new PgRequestStore(database, wakeUps),
      },
      {
        provide: EXECUTION_STORE,
        inject: [Database],
        useFactory: (database: Database) => new PgExecutionStore(database, options.lease ?? DEFAULT_LEASE),
      },
      {
        provide: OPERATIONS_STORE,
        inject: [Database, WAKE_UPS],
        useFactory: (database: Database, wakeUps: WakeUps) => new PgOperationsStore(database, wakeUps),
      },
      { provide: PAUSE_STORE, inject: [Database], useFactory: (database: Database) => new PgPauseStore(database) },
      { provide: OPERATOR_JOURNAL, inject: [Database], useFactory: (database: Database) => new PgOperatorJournal(database) },
      { provide: POLICY_STORE, inject: [Database], useFactory: (database: Database) => new PgPolicyStore(database) },
      { provide: ENDPOINT_STORE, inject: [Database], useFactory: (database: Database) => new PgEndpointStore(database) },
      { provide: DELIVERY_STORE, inject: [Database], useFactory: (database: Database) => new PgDeliveryStore(database) },
      { provide: DELIVERY_LOG, inject: [Database], useFactory: (database: Database) => new PgDeliveryLog(database) },
      { provide: WAKE_UPS, inject: [Database], useFactory: (database: Database) => new PgWakeUps(database, options.url) },
      { provide: DATABASE_HEALTH, useExisting: Database },
      { provide: DATABASE_ORIGIN, inject: [Database], useFactory: (database: Database) => new PgDatabaseOrigin(database) },
    ];
    return {
      global: true,
      module: PersistenceModule,
      providers: [{ provide: Database, useFactory: () => new Database(options) }, ...stores],
      exports: stores.map(({ provide }) => provide),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.wakeUps instanceof PgWakeUps) await this.wakeUps.close();
    await this.database.close();
  }
}
