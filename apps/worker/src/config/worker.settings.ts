import {
  flag,
  headerValue,
  host,
  jsonSetting,
  milliseconds,
  port,
  SAMPLE_SEALING_KEY,
  sealingKeys,
  text,
  url,
  urlWithCredentials,
  wholeNumber,
} from '@countersign/config';
import { REMEMBERED_MS } from '@countersign/engine';
import { connectorSchema, connectorsSchema } from '@countersign/loyalty-client';
import { LOG_LEVELS } from '@countersign/observability';
import { z } from 'zod';
import { checkpointFile, logName, signingKeyFile } from './sealing.settings';

/** Every setting of the worker, by the name of its environment variable. */
export const workerSettings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production forbids what is only for development.'),
  WORKER_HEALTH_PORT: port().default(3002).describe('TCP port of /health/live and /health/ready; 0 picks a free one.'),
  WORKER_HEALTH_HOST: host().default('127.0.0.1').describe('Address of the health port; 0.0.0.0 in a container.'),
  WORKER_METRICS_PORT: port()
    .optional()
    .describe('TCP port of /metrics, not for whoever probes health; 0 picks a free one. No metrics are served when not set.'),
  WORKER_METRICS_HOST: host().default('127.0.0.1').describe('Address of the metrics port; 0.0.0.0 in a container.'),
  DATABASE_URL: url(['postgres', 'postgresql']).describe(
    'PostgreSQL, as a login in role countersign_worker; production refuses any other.',
  ),
  DATABASE_POOL_SIZE: wholeNumber({ min: 2, max: 200 }).default(8).describe('Connections of one worker process.'),
  REDIS_URL: urlWithCredentials(['redis', 'rediss'])
    .optional()
    .describe('Redis for BullMQ; without it the worker claims straight from PostgreSQL.'),
  QUEUE_PREFIX: text().default('{countersign}').describe('Prefix of all queue keys; the braces keep them on one node of a Redis Cluster.'),
  LOYALTY_BASE_URL: url()
    .pipe(connectorSchema.shape.baseUrl)
    .optional()
    .describe('Loyalty API of every org that LOYALTY_CONNECTORS does not name.'),
  LOYALTY_AUTHORIZATION: headerValue().optional().describe('Authorization header for LOYALTY_BASE_URL; may be sealed.'),
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
  SMTP_URL: urlWithCredentials(['smtp', 'smtps'])
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
  AUDIT_SIGNING_KEY_FILE: signingKeyFile()
    .optional()
    .describe('PEM file with the private ed25519 key that signs the journal; without it the journal is not sealed.'),
  AUDIT_CHECKPOINT_FILE: checkpointFile()
    .optional()
    .describe('File, outside the database, to which signed checkpoints of the journal are appended; needed with AUDIT_SIGNING_KEY_FILE.'),
  AUDIT_LOG_NAME: logName()
    .default('countersign.local/journal')
    .describe('Name of the journal and of its key in every checkpoint, such as a host and path of yours. Never changed.'),
  AUDIT_SEAL_MS: milliseconds({ min: 100, max: 600_000 }).default(1_000).describe('How often what happened is sealed.'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('Single executions and deliveries are logged at debug only.'),
  LOG_PRETTY: flag().default(false).describe('Log lines for people instead of JSON.'),
});

export type WorkerSettings = z.output<typeof workerSettings>;
