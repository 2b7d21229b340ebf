import {
  flag,
  jsonSetting,
  milliseconds,
  port,
  readConfig,
  SAMPLE_SEALING_KEY,
  Sealing,
  type SealingKeys,
  sealingKeys,
  sealingKeysProblem,
  url,
  weakAuthorizationProblem,
  weakUrlPasswordProblem,
  wholeNumber,
} from '@countersign/config';
import { REMEMBERED_MS } from '@countersign/engine';
import { type Connectors, connectorsSchema } from '@countersign/loyalty-client';
import { LOG_LEVELS, type LogLevel, type MetricsServerOptions } from '@countersign/observability';
import type { LeaseTimes } from '@countersign/persistence';
import { z } from 'zod';
import { type SmtpSettings, smtpSettings } from './notifications/smtp-settings';
import { openConnector } from './sealed-connectors';

/** By what the journal is sealed. */
export interface SealingConfig {
  readonly keyFile: string;
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

/** Every setting of the worker, by the name of its environment variable. */
export const workerSettings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production forbids what is only for development.'),
  WORKER_HEALTH_PORT: port().default(3002).describe('TCP port of /health/live and /health/ready; 0 picks a free one.'),
  WORKER_HEALTH_HOST: z.string().default('127.0.0.1').describe('Address of the health port; 0.0.0.0 in a container.'),
  WORKER_METRICS_PORT: port()
    .optional()
    .describe('TCP port of /metrics, not for whoever probes health; 0 picks a free one. No metrics are served when not set.'),
  WORKER_METRICS_HOST: z.string().default('127.0.0.1').describe('Address of the metrics port; 0.0.0.0 in a container.'),
  DATABASE_URL: url(['postgres', 'postgresql']).describe(
    'PostgreSQL, as a login in role countersign_worker; production refuses any other.',
  ),
  DATABASE_POOL_SIZE: wholeNumber({ min: 2, max: 200 }).default(8).describe('Connections of one worker process.'),
  REDIS_URL: url(['redis', 'rediss']).optional().describe('Redis for BullMQ; without it the worker claims straight from PostgreSQL.'),
  QUEUE_PREFIX: z
    .string()
    .min(1)
    .default('{countersign}')
    .describe('Prefix of all queue keys; the braces keep them on one node of a Redis Cluster.'),
  LOYALTY_BASE_URL: url().optional().describe('Loyalty API of every org that LOYALTY_CONNECTORS does not name.'),
  LOYALTY_AUTHORIZATION: z.string().optional().describe('Authorization header for LOYALTY_BASE_URL; may be sealed.'),
  LOYALTY_TIMEOUT_MS: milliseconds({ min: 100, max: 120_000 }).default(20_000).describe('Longest wait for an answer of LOYALTY_BASE_URL.'),
  LOYALTY_CONNECTIONS: wholeNumber({ min: 1, max: 1_000 }).default(10).describe('Calls under way at once to LOYALTY_BASE_URL, per worker.'),
  LOYALTY_ORG_SHARE_PERCENT: wholeNumber({ min: 1, max: 100, unit: 'percent' })
    .default(25)
    .describe('The part of LOYALTY_CONNECTIONS that each org has for sure.'),
  LOYALTY_BREAKER_PAUSE_MS: milliseconds({ min: 100, max: 600_000 })
    .default(10_000)
    .describe('How long calls of an org are held back at LOYALTY_BASE_URL before one tries whether it answers again.'),
  LOYALTY_CONNECTORS: jsonSetting(connectorsSchema.shape.orgs)
    .default({})
    .describe(
      'JSON: connectors by org id, each with baseUrl, authorization, headers, connectTimeoutMs, timeoutMs, connections, breaker; credentials may be sealed.',
    ),
  WORKER_CONCURRENCY: wholeNumber({ min: 1, max: 1_000 }).default(20).describe('Loyalty calls at once, per request type.'),
  WORKER_DELIVERY_SLOTS: wholeNumber({ min: 1, max: 1_000 }).default(64).describe('Webhook deliveries at once.'),
  WORKER_DELIVERY_LEASE_MS: milliseconds({ min: 1_000, max: 600_000 })
    .default(45_000)
    .describe(
      'How long a dead worker keeps a delivery; longer than the longest time-out of a receiver (30 s), so that a slow answer still counts.',
    ),
  WEBHOOK_ALLOW_LOOPBACK: flag().default(false).describe('Lets webhooks reach this machine: for development only.'),
  SEALING_KEYS: sealingKeys()
    .prefault(SAMPLE_SEALING_KEY)
    .describe('Keys that secrets are sealed with at rest, the sealing one first: <name>:<32 random bytes in base64>. As in the gateway.'),
  SMTP_URL: url(['smtp', 'smtps'])
    .optional()
    .describe(
      'Mail server, with user and password where it asks for them. TLS is insisted on, unless it is on this machine. Without it nobody is told by e-mail.',
    ),
  SMTP_FROM: z.email().optional().describe('Sender of all e-mails.'),
  WORKER_LEASE_MS: milliseconds({ min: 1_000, max: 600_000 })
    .default(12_000)
    .describe('How long a dead worker keeps an execution; renewed three times within.'),
  WORKER_QUEUE_PATIENCE_MS: milliseconds({ min: 1_000, max: 600_000 })
    .default(REMEMBERED_MS)
    .describe(
      'How long an execution that was put into the queue may stay unclaimed; then it is put there again, or claimed without the queue.',
    ),
  WORKER_SWEEP_MS: milliseconds({ min: 100, max: 60_000 })
    .default(2_000)
    .describe('How often lost executions and expired requests are looked for.'),
  WORKER_POLL_MS: milliseconds({ min: 10, max: 60_000 }).default(500).describe('How often due work is looked for when no hint comes.'),
  WORKER_SHUTDOWN_SECONDS: wholeNumber({ min: 1, max: 25, unit: 'seconds' })
    .default(24)
    .describe('How long a stop may take, whatever Redis does.'),
  AUDIT_SIGNING_KEY_FILE: z
    .string()
    .optional()
    .describe('PEM file with the private ed25519 key that signs the journal; without it the journal is not sealed.'),
  AUDIT_CHECKPOINT_FILE: z
    .string()
    .optional()
    .describe('File, outside the database, to which signed checkpoints of the journal are appended; needed with AUDIT_SIGNING_KEY_FILE.'),
  AUDIT_LOG_NAME: z
    .string()
    .regex(/^[^\s+]+$/, 'expected a name without spaces and plus signs')
    .default('countersign.local/journal')
    .describe('Name of the journal and of its key in every checkpoint, such as a host and path of yours. Never changed.'),
  AUDIT_SEAL_MS: milliseconds({ min: 100, max: 600_000 }).default(1_000).describe('How often what happened is sealed.'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('Single executions and deliveries are logged at debug only.'),
  LOG_PRETTY: flag().default(false).describe('Log lines for people instead of JSON.'),
});

/** A call is not begun with less than this part of a lease left. */
const LEAST_LEFT = 0.25;

const workerConfig = workerSettings.transform((settings, context): WorkerConfig => {
  if (settings.LOYALTY_BASE_URL === undefined && Object.keys(settings.LOYALTY_CONNECTORS).length === 0)
    context.addIssue({ code: 'custom', path: ['LOYALTY_BASE_URL'], message: 'expected a URL, or at least one org in LOYALTY_CONNECTORS' });
  const isProduction = settings.NODE_ENV === 'production';
  if (isProduction && settings.WEBHOOK_ALLOW_LOOPBACK)
    context.addIssue({ code: 'custom', path: ['WEBHOOK_ALLOW_LOOPBACK'], message: 'expected false in production' });
  const keysProblem = isProduction ? sealingKeysProblem(settings.SEALING_KEYS) : undefined;
  if (keysProblem !== undefined) context.addIssue({ code: 'custom', path: ['SEALING_KEYS'], message: keysProblem });
  const connectors = openedConnectors(settings, (path, message) => {
    context.addIssue({ code: 'custom', path: [...path], message });
  });
  if (settings.NODE_ENV === 'production')
    for (const [path, message] of weakSecrets(settings, connectors)) context.addIssue({ code: 'custom', path: [...path], message });
  if ((settings.SMTP_URL === undefined) !== (settings.SMTP_FROM === undefined))
    context.addIssue({ code: 'custom', path: ['SMTP_FROM'], message: 'expected together with SMTP_URL' });
  if ((settings.AUDIT_SIGNING_KEY_FILE === undefined) !== (settings.AUDIT_CHECKPOINT_FILE === undefined))
    context.addIssue({
      code: 'custom',
      path: ['AUDIT_CHECKPOINT_FILE'],
      message: 'expected together with AUDIT_SIGNING_KEY_FILE, or neither',
    });
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
});

/** Settings with a secret that everybody knows, also under a seal, each with what is expected instead. */
function weakSecrets(
  { DATABASE_URL, REDIS_URL }: z.infer<typeof workerSettings>,
  connectors: Connectors,
): [path: readonly string[], problem: string][] {
  const authorization = connectors.default?.authorization;
  const judged: [readonly string[], string | undefined][] = [
    [['DATABASE_URL'], weakUrlPasswordProblem(DATABASE_URL)],
    [['REDIS_URL'], REDIS_URL === undefined ? undefined : weakUrlPasswordProblem(REDIS_URL)],
    [['LOYALTY_AUTHORIZATION'], authorization === undefined ? undefined : weakAuthorizationProblem(authorization)],
    ...Object.entries(connectors.orgs).map(([orgId, { authorization: own }]): [readonly string[], string | undefined] => [
      ['LOYALTY_CONNECTORS', orgId, 'authorization'],
      own === undefined ? undefined : weakAuthorizationProblem(own),
    ]),
  ];
  return judged.flatMap(([path, problem]) => (problem === undefined ? [] : [[path, problem]]));
}

function sealingOf(settings: z.infer<typeof workerSettings>): SealingConfig | undefined {
  const { AUDIT_SIGNING_KEY_FILE: keyFile, AUDIT_CHECKPOINT_FILE: checkpointFile } = settings;
  if (keyFile === undefined || checkpointFile === undefined) return undefined;
  return { keyFile, checkpointFile, logName: settings.AUDIT_LOG_NAME, everyMs: settings.AUDIT_SEAL_MS };
}

type Complain = (path: readonly [string, ...string[]], message: string) => void;

/** The connectors with whatever of them is sealed opened. */
function openedConnectors(settings: z.infer<typeof workerSettings>, complain: Complain): Connectors {
  const sealing = new Sealing(settings.SEALING_KEYS);
  const fallback = defaultConnector(settings);
  const orgs = Object.entries(settings.LOYALTY_CONNECTORS).map(([orgId, connector]) => {
    const opened = openConnector(connector, sealing, (path, message) => {
      complain(['LOYALTY_CONNECTORS', orgId, ...path], message);
    });
    return [orgId, opened] as const;
  });
  return {
    default:
      fallback &&
      openConnector(fallback, sealing, (_path, message) => {
        complain(['LOYALTY_AUTHORIZATION'], message);
      }),
    orgs: Object.fromEntries(orgs),
  };
}

function defaultConnector(settings: z.infer<typeof workerSettings>): Connectors['default'] {
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
  return readConfig(workerConfig, env);
}
