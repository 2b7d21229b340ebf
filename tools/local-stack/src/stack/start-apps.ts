import path from 'node:path';
import { type AppUrls, freePort } from '@countersign/local-servers';
import type { IssuerKeys } from '../issuer/key-pair';
import { type AppPlan, type AuditFiles, gatewayPlan, sandboxPlan, workerPlan } from './app-plans';
import { freshLog } from './app-log';
import { ChildApp } from './child-app';
import { type Closers, STOP_ORDER } from './closers';
import type { Environment } from './environment';
import { onPort } from './ports';
import type { StackApp, StackParts } from './stack';
import { StartCalledOff } from './stack-error';
import { SILENT, type StackOptions } from './stack-options';

/** What the apps of a stack are started from. */
export interface AppGround {
  readonly options: StackOptions;
  readonly closers: Closers;
  readonly logs: string;
  readonly folder: string;
  /** Each app has a role of its own, so that development runs behind the same wall as production. */
  readonly appUrls: AppUrls;
  readonly redisUrl: string | undefined;
  readonly keys: IssuerKeys;
  readonly audit: AuditFiles;
}

type StartedApps = Pick<StackParts, 'sandbox' | 'gateway' | 'workers' | 'loyaltyBaseUrl'>;

/** The gateway starts beside the sandbox; the workers come last, since they must know the port of the sandbox. */
export async function startApps(ground: AppGround): Promise<StartedApps> {
  const { progress = SILENT } = ground.options;
  const gatewayStart = startGateway(ground);
  gatewayStart.catch(() => undefined);
  const sandbox =
    ground.options.loyaltyBaseUrl === undefined ? await progress.step('Loyalty sandbox', () => startSandbox(ground), urlOf) : undefined;
  const loyaltyBaseUrl = ground.options.loyaltyBaseUrl ?? sandbox?.url ?? '';
  const workerStart = startWorkers(ground, loyaltyBaseUrl);
  workerStart.catch(() => undefined);
  const gateway = await progress.step('API gateway', () => gatewayStart, urlOf);
  const workers = await progress.step(
    'Worker',
    () => workerStart,
    ([first]) => (first ? urlOf(first) : ''),
  );
  return { sandbox, loyaltyBaseUrl, gateway, workers };
}

function startSandbox(ground: AppGround): Promise<StackApp> {
  const { options, folder } = ground;
  const ledgerFile = path.join(folder, 'sandbox', 'ledger.jsonl');
  return onPort(options.ports?.sandbox, (port) => launch(ground, sandboxPlan(port, ledgerFile), STOP_ORDER.sandbox, options.env?.sandbox));
}

function startGateway(ground: AppGround): Promise<StackApp> {
  const { options, appUrls, redisUrl, keys } = ground;
  const orgs = options.queueDashboardOrgs;
  const queueDashboard = orgs === undefined || redisUrl === undefined ? undefined : { orgs, redisUrl };
  const { publicKeyFile, privateKeyFile: signingKeyFile, sealingKeys } = keys;
  const planFor = (port: number): AppPlan =>
    gatewayPlan({ port, databaseUrl: appUrls.gateway, publicKeyFile, signingKeyFile, sealingKeys, queueDashboard });
  return onPort(options.ports?.gateway, (port) => launch(ground, planFor(port), STOP_ORDER.gateway, options.env?.gateway));
}

function startWorkers(ground: AppGround, loyaltyBaseUrl: string): Promise<StackApp[]> {
  const { options, appUrls, redisUrl, audit, keys } = ground;
  const count = options.workers ?? 1;
  const startOne = (_: unknown, index: number): Promise<StackApp> => {
    const name = count === 1 ? 'worker' : `worker-${index + 1}`;
    const wished = index === 0 ? options.ports?.workerHealth : undefined;
    const settings = { name, databaseUrl: appUrls.worker, redisUrl, loyaltyBaseUrl, audit, sealingKeys: keys.sealingKeys };
    return onPort(wished, async (healthPort) => {
      const plan = workerPlan({ ...settings, healthPort, metricsPort: await freePort() });
      return launch(ground, plan, STOP_ORDER.worker, options.env?.worker);
    });
  };
  return Promise.all(Array.from({ length: count }, startOne));
}

async function launch(ground: AppGround, plan: AppPlan, rank: number, own: Environment = {}): Promise<StackApp> {
  const { options, closers, logs } = ground;
  const logFile = await freshLog(logs, plan.name);
  // Another app may have failed meanwhile, and whatever starts now would be stopped by nobody.
  if (closers.isStopping) throw new StartCalledOff();
  const app = new ChildApp({
    ...plan,
    env: { ...options.env?.all, ...plan.env, ...own },
    logFile,
    ...(options.signal && { signal: options.signal }),
    ...(options.onDeath && { onDeath: options.onDeath }),
  });
  closers.add({ name: plan.name, rank, stop: () => app.stop(), kill: () => app.kill() });
  await app.start();
  return { url: plan.url, app, ...(plan.metricsUrl !== undefined && { metricsUrl: plan.metricsUrl }) };
}

function urlOf({ url }: StackApp): string {
  return url;
}
