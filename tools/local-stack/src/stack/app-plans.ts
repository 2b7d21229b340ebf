import path from 'node:path';
import { checkout } from '../checkout';
import type { AppOptions } from './child-app';

/** Which app to run and with what; where it logs and who hears of its end is not its business. */
export type AppPlan = Pick<AppOptions, 'name' | 'entry' | 'env' | 'readyUrl'> & { readonly url: string; readonly metricsUrl?: string };

const LOOPBACK = '127.0.0.1';

function plan(name: string, app: string, port: number, env: AppPlan['env']): AppPlan {
  const url = `http://${LOOPBACK}:${port}`;
  return { name, entry: builtMain(app), env: { NODE_ENV: 'development', ...env }, url, readyUrl: `${url}/health/ready` };
}

export function builtMain(app: string, module = 'main'): string {
  return path.join(checkout, 'apps', app, 'dist', `${module}.js`);
}

export function sandboxPlan(port: number, ledgerFile: string): AppPlan {
  const env = { SANDBOX_PORT: String(port), SANDBOX_HOST: LOOPBACK, SANDBOX_LEDGER_FILE: ledgerFile };
  const sandbox = plan('loyalty-sandbox', 'loyalty-sandbox', port, env);
  // It depends on nothing, so that living is being ready.
  return { ...sandbox, readyUrl: `${sandbox.url}/health/live` };
}

export interface GatewaySettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly publicKeyFile: string;
  /** With it the console signs in whoever somebody wants to be. */
  readonly signingKeyFile: string;
  readonly sealingKeys: string;
  /** Absent: nobody looks at the queues. */
  readonly queueDashboard: { readonly orgs: string; readonly redisUrl: string } | undefined;
}

/**
 * One machine stands for many here: a single person of a test sends what hundreds would, from one address, and whatever else runs
 * may keep the event loop waiting. What tries the limits themselves sets them.
 */
const UNLIMITED = {
  GATEWAY_LIMIT_ORG_WRITES: '0',
  GATEWAY_LIMIT_ORG_READS: '0',
  GATEWAY_LIMIT_USER_WRITES: '0',
  GATEWAY_LIMIT_USER_READS: '0',
  GATEWAY_LIMIT_ADDRESS: '0',
  GATEWAY_SHED_LOOP_DELAY_MS: '0',
};

export function gatewayPlan(settings: GatewaySettings): AppPlan {
  const { port, databaseUrl, publicKeyFile, signingKeyFile, sealingKeys, queueDashboard } = settings;
  return plan('api-gateway', 'api-gateway', port, {
    GATEWAY_PORT: String(port),
    // No balancer has to notice.
    GATEWAY_DRAIN_SECONDS: '0',
    GATEWAY_SHUTDOWN_SECONDS: '8',
    DATABASE_URL: databaseUrl,
    AUTH_MODE: 'development',
    AUTH_DEVELOPMENT_KEY_FILE: publicKeyFile,
    AUTH_DEVELOPMENT_SIGNING_KEY_FILE: signingKeyFile,
    SEALING_KEYS: sealingKeys,
    WEBHOOK_ALLOW_LOOPBACK: 'true',
    QUEUE_DASHBOARD_ORGS: queueDashboard?.orgs,
    REDIS_URL: queueDashboard?.redisUrl,
    ...UNLIMITED,
  });
}

/** What the journal is sealed with, outside the database. */
export interface AuditFiles {
  readonly signingKeyFile: string;
  readonly publicKeyFile: string;
  readonly checkpointFile: string;
}

export interface WorkerSettings {
  readonly name: string;
  readonly healthPort: number;
  readonly metricsPort: number;
  readonly databaseUrl: string;
  /** Absent: it claims straight from PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly loyaltyBaseUrl: string;
  readonly audit: AuditFiles;
  readonly sealingKeys: string;
}

export function workerPlan(settings: WorkerSettings): AppPlan {
  const { name, healthPort, metricsPort, databaseUrl, redisUrl, loyaltyBaseUrl, audit, sealingKeys } = settings;
  const worker = plan(name, 'worker', healthPort, {
    WORKER_HEALTH_PORT: String(healthPort),
    WORKER_HEALTH_HOST: LOOPBACK,
    WORKER_METRICS_PORT: String(metricsPort),
    WORKER_METRICS_HOST: LOOPBACK,
    WORKER_SHUTDOWN_SECONDS: '10',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    LOYALTY_BASE_URL: loyaltyBaseUrl,
    AUDIT_SIGNING_KEY_FILE: audit.signingKeyFile,
    AUDIT_CHECKPOINT_FILE: audit.checkpointFile,
    SEALING_KEYS: sealingKeys,
    WEBHOOK_ALLOW_LOOPBACK: 'true',
  });
  return { ...worker, metricsUrl: `http://${LOOPBACK}:${metricsPort}` };
}
