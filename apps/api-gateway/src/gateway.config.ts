import {
  type Complain,
  flag,
  host,
  port,
  readRuledConfig,
  SAMPLE_SEALING_KEY,
  type SealingKeys,
  sealingKeys,
  sealingKeysProblem,
  url,
  weakUrlPasswordProblem,
  wholeNumber,
} from '@countersign/config';
import { LOG_LEVELS, type LogLevel } from '@countersign/observability';
import { z } from 'zod';
import { type ConsoleConfig, consoleConfigOf } from './console/console.config';
import { consoleSettings } from './console/console.settings';
import { type AuthConfig, authConfigOf } from './platform/auth/auth.config';
import { authSettings } from './platform/auth/auth.settings';
import type { SheddingConfig } from './platform/pressure/load-shedder';
import { pressureSettings, rateLimitConfigOf, sheddingConfigOf } from './platform/pressure/pressure.settings';
import type { RateLimitConfig } from './platform/pressure/rate-limits';

/** What one gateway process is started with. */
export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly database: { readonly url: string; readonly poolSize: number; readonly decisionPoolSize: number };
  readonly auth: AuthConfig;
  readonly console: ConsoleConfig;
  readonly limits: RateLimitConfig;
  readonly shedding: SheddingConfig;
  /** Addresses and networks; absent when callers come directly. */
  readonly trustedProxies?: readonly string[];
  /** Absent: no metrics are served. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** Nobody above the wall between orgs may serve. */
  readonly isProduction: boolean;
  readonly allowLoopbackWebhooks: boolean;
  /** What the secrets of webhooks are sealed with. */
  readonly sealingKeys: SealingKeys;
  readonly logLevel: LogLevel;
  readonly prettyLog: boolean;
  /** How long calls are still taken after a signal to stop, while readiness says so. */
  readonly drainMs: number;
  readonly shutdownMs: number;
}

/** Every setting of the gateway, by the name of its environment variable. */
export const gatewaySettings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production forbids what is only for development.'),
  GATEWAY_PORT: port().default(3000).describe('TCP port of the API; 0 picks a free one.'),
  GATEWAY_HOST: host().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 in a container.'),
  GATEWAY_DRAIN_SECONDS: wholeNumber({ max: 60, unit: 'seconds' })
    .default(5)
    .describe('How long calls are still taken after SIGTERM, while /health/ready answers 503: longer than a balancer takes to notice.'),
  GATEWAY_SHUTDOWN_SECONDS: wholeNumber({ min: 1, max: 60, unit: 'seconds' })
    .default(10)
    .describe('How long calls under way may take after that.'),
  DATABASE_URL: url(['postgres', 'postgresql']).describe(
    'PostgreSQL, as a login in role countersign_gateway; production refuses any other.',
  ),
  GATEWAY_METRICS_PORT: port()
    .optional()
    .describe('TCP port of /metrics, not for callers of the API; 0 picks a free one. No metrics are served when not set.'),
  GATEWAY_METRICS_HOST: host().default('127.0.0.1').describe('Address of the metrics port; 0.0.0.0 in a container.'),
  DATABASE_POOL_SIZE: wholeNumber({ min: 1, max: 200 }).default(10).describe('Connections of one gateway process.'),
  DATABASE_DECISION_POOL_SIZE: wholeNumber({ min: 1, max: 50 })
    .default(3)
    .describe('Connections beside them that decisions alone use, so that lists and submissions cannot hold them up.'),
  ...authSettings,
  ...consoleSettings,
  ...pressureSettings,
  WEBHOOK_ALLOW_LOOPBACK: flag().default(false).describe('Lets webhooks point to this machine: for development only.'),
  SEALING_KEYS: sealingKeys()
    .prefault(SAMPLE_SEALING_KEY)
    .describe('Keys that secrets are sealed with at rest, the sealing one first: <name>:<32 random bytes in base64>. As in the worker.'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('Calls are logged at debug only.'),
  LOG_PRETTY: flag().default(false).describe('Log lines for people instead of JSON.'),
});

function build(settings: z.output<typeof gatewaySettings>, complain: Complain): GatewayConfig | undefined {
  const isProduction = settings.NODE_ENV === 'production';
  const auth = authConfigOf(settings, isProduction, complain);
  if (isProduction && settings.WEBHOOK_ALLOW_LOOPBACK) complain('WEBHOOK_ALLOW_LOOPBACK', 'expected false in production');
  const weak = isProduction ? weakUrlPasswordProblem(settings.DATABASE_URL) : undefined;
  if (weak !== undefined) complain('DATABASE_URL', weak);
  const keysProblem = isProduction ? sealingKeysProblem(settings.SEALING_KEYS) : undefined;
  if (keysProblem !== undefined) complain('SEALING_KEYS', keysProblem);
  if (settings.GATEWAY_METRICS_PORT === settings.GATEWAY_PORT && settings.GATEWAY_PORT !== 0)
    complain('GATEWAY_METRICS_PORT', 'expected another port than GATEWAY_PORT, where callers are', ['GATEWAY_PORT']);
  if (!auth) return undefined;
  return {
    host: settings.GATEWAY_HOST,
    port: settings.GATEWAY_PORT,
    database: {
      url: settings.DATABASE_URL,
      poolSize: settings.DATABASE_POOL_SIZE,
      decisionPoolSize: settings.DATABASE_DECISION_POOL_SIZE,
    },
    auth,
    console: consoleConfigOf(settings, auth, isProduction, complain),
    limits: rateLimitConfigOf(settings),
    shedding: sheddingConfigOf(settings),
    ...(settings.GATEWAY_TRUSTED_PROXIES && { trustedProxies: settings.GATEWAY_TRUSTED_PROXIES }),
    ...(settings.GATEWAY_METRICS_PORT !== undefined && {
      metrics: { host: settings.GATEWAY_METRICS_HOST, port: settings.GATEWAY_METRICS_PORT },
    }),
    isProduction,
    allowLoopbackWebhooks: settings.WEBHOOK_ALLOW_LOOPBACK,
    sealingKeys: settings.SEALING_KEYS,
    logLevel: settings.LOG_LEVEL,
    prettyLog: settings.LOG_PRETTY,
    drainMs: settings.GATEWAY_DRAIN_SECONDS * 1000,
    shutdownMs: settings.GATEWAY_SHUTDOWN_SECONDS * 1000,
  };
}

/** @throws ConfigError that names every bad setting */
export function readGatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  return readRuledConfig({ schema: gatewaySettings, standIns: { DATABASE_URL: 'postgresql://127.0.0.1/countersign' }, build }, env);
}
