import type { KeyObject } from 'node:crypto';
import { type Complain, readRuledConfig, Sealing, type SealingKeys } from '@countersign/config';
import { type Connectors, connectorsSchema } from '@countersign/loyalty-client';
import type { LogLevel, MetricsServerOptions } from '@countersign/observability';
import type { LeaseTimes } from '@countersign/persistence';
import { openConnector } from './sealed-connectors';
import { type SmtpSettings, smtpSettings } from './smtp-settings';
import { complainOfWorker } from './worker-rules';
import { type WorkerSettings, workerSettings } from './worker.settings';

/** By what the journal is sealed. */
export interface SealingConfig {
  readonly key: KeyObject;
  readonly checkpointFile: string;
  readonly logName: string;
  readonly everyMs: number;
}

/** What one worker process is started with. */
export interface WorkerConfig {
  readonly health: { readonly host: string; readonly port: number };
  /** Absent: metrics are not served. */
  readonly metrics?: MetricsServerOptions;
  readonly database: { readonly url: string; readonly poolSize: number };
  /** Absent: executions are claimed straight from PostgreSQL. */
  readonly redisUrl?: string;
  readonly queuePrefix: string;
  readonly connectors: Connectors;
  readonly concurrency: number;
  readonly deliverySlots: number;
  /** How long a claimed delivery is left to its worker. */
  readonly deliveryLeaseMs: number;
  /** Nobody with more rights than a worker's may work. */
  readonly isProduction: boolean;
  readonly allowLoopbackWebhooks: boolean;
  /** What the secrets of webhooks and connectors are sealed with. */
  readonly sealingKeys: SealingKeys;
  /** Absent: nobody is told by e-mail. */
  readonly smtp?: SmtpSettings;
  readonly lease: LeaseTimes;
  /** How long due work is left to the queue before it is claimed without it. */
  readonly queuePatienceMs: number;
  readonly sweepMs: number;
  readonly pollMs: number;
  readonly shutdownMs: number;
  /** Absent: the journal is not sealed. */
  readonly sealing?: SealingConfig;
  readonly logLevel: LogLevel;
  readonly prettyLog: boolean;
}

/** A call is not begun with less than this part of a lease left. */
const LEAST_LEFT = 0.25;

function build(settings: WorkerSettings, complain: Complain): WorkerConfig {
  const isProduction = settings.NODE_ENV === 'production';
  const connectors = openedConnectors(settings, complain);
  complainOfWorker(settings, connectors, complain);
  const sealing = sealingOf(settings);
  return {
    health: { host: settings.WORKER_HEALTH_HOST, port: settings.WORKER_HEALTH_PORT },
    ...(settings.WORKER_METRICS_PORT !== undefined && {
      metrics: { host: settings.WORKER_METRICS_HOST, port: settings.WORKER_METRICS_PORT },
    }),
    database: { url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL_SIZE },
    ...(settings.REDIS_URL !== undefined && { redisUrl: settings.REDIS_URL }),
    queuePrefix: settings.QUEUE_PREFIX,
    connectors,
    concurrency: settings.WORKER_CONCURRENCY,
    deliverySlots: settings.WORKER_DELIVERY_SLOTS,
    deliveryLeaseMs: settings.WORKER_DELIVERY_LEASE_MS,
    isProduction,
    allowLoopbackWebhooks: settings.WEBHOOK_ALLOW_LOOPBACK,
    sealingKeys: settings.SEALING_KEYS,
    ...(settings.SMTP_URL !== undefined &&
      settings.SMTP_FROM !== undefined && { smtp: smtpSettings(settings.SMTP_URL, settings.SMTP_FROM) }),
    lease: { leaseMs: settings.WORKER_LEASE_MS, leastLeftMs: settings.WORKER_LEASE_MS * LEAST_LEFT },
    queuePatienceMs: settings.WORKER_QUEUE_PATIENCE_MS,
    sweepMs: settings.WORKER_SWEEP_MS,
    pollMs: settings.WORKER_POLL_MS,
    shutdownMs: settings.WORKER_SHUTDOWN_SECONDS * 1_000,
    ...(sealing && { sealing }),
    logLevel: settings.LOG_LEVEL,
    prettyLog: settings.LOG_PRETTY,
  };
}

function sealingOf(settings: WorkerSettings): SealingConfig | undefined {
  const { AUDIT_SIGNING_KEY_FILE: key, AUDIT_CHECKPOINT_FILE: checkpointFile } = settings;
  if (key === undefined || checkpointFile === undefined) return undefined;
  return { key, checkpointFile, logName: settings.AUDIT_LOG_NAME, everyMs: settings.AUDIT_SEAL_MS };
}

/** The connectors with whatever of them is sealed opened. */
function openedConnectors(settings: WorkerSettings, complain: Complain): Connectors {
  const sealing = new Sealing(settings.SEALING_KEYS);
  const fallback = defaultConnector(settings);
  const orgs = Object.entries(settings.LOYALTY_CONNECTORS).map(([orgId, connector]) => {
    const opened = openConnector(connector, sealing, (path, message) => {
      complain('LOYALTY_CONNECTORS', `at ${[orgId, ...path].join('.')}: ${message}`, ['SEALING_KEYS']);
    });
    return [orgId, opened] as const;
  });
  return {
    default:
      fallback &&
      openConnector(fallback, sealing, (_path, message) => {
        complain('LOYALTY_AUTHORIZATION', message, ['SEALING_KEYS']);
      }),
    orgs: Object.fromEntries(orgs),
  };
}

function defaultConnector(settings: WorkerSettings): Connectors['default'] {
  if (settings.LOYALTY_BASE_URL === undefined) return undefined;
  return connectorsSchema.parse({
    default: {
      baseUrl: settings.LOYALTY_BASE_URL,
      timeoutMs: settings.LOYALTY_TIMEOUT_MS,
      connections: settings.LOYALTY_CONNECTIONS,
      orgShare: settings.LOYALTY_ORG_SHARE_PERCENT / 100,
      breaker: { pauseMs: settings.LOYALTY_BREAKER_PAUSE_MS },
      ...(settings.LOYALTY_AUTHORIZATION !== undefined && { authorization: settings.LOYALTY_AUTHORIZATION }),
    },
  }).default;
}

/** @throws ConfigError that names every bad setting */
export function readWorkerConfig(env: NodeJS.ProcessEnv = process.env): WorkerConfig {
  return readRuledConfig({ schema: workerSettings, standIns: { DATABASE_URL: 'postgresql://127.0.0.1/countersign' }, build }, env);
}
