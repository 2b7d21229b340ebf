import { type Complain, sealingKeysProblem, weakAuthorizationProblem, weakUrlPasswordProblem } from '@countersign/config';
import type { Connectors } from '@countersign/loyalty-client';
import type { WorkerSettings } from './worker.settings';

/** What does not go with other settings, or not into production. */
export function complainOfWorker(settings: WorkerSettings, connectors: Connectors, complain: Complain): void {
  if (settings.LOYALTY_BASE_URL === undefined && Object.keys(settings.LOYALTY_CONNECTORS).length === 0)
    complain('LOYALTY_BASE_URL', 'expected a URL, or at least one org in LOYALTY_CONNECTORS', ['LOYALTY_CONNECTORS']);
  if (settings.LOYALTY_AUTHORIZATION !== undefined && settings.LOYALTY_BASE_URL === undefined)
    complain('LOYALTY_AUTHORIZATION', 'expected together with LOYALTY_BASE_URL, which alone is called with it', ['LOYALTY_BASE_URL']);
  if ((settings.SMTP_URL === undefined) !== (settings.SMTP_FROM === undefined)) {
    const [missing, other] = settings.SMTP_URL === undefined ? ['SMTP_URL', 'SMTP_FROM'] : ['SMTP_FROM', 'SMTP_URL'];
    complain(missing, `expected together with ${other}`, [other]);
  }
  if ((settings.AUDIT_SIGNING_KEY_FILE === undefined) !== (settings.AUDIT_CHECKPOINT_FILE === undefined)) {
    const isKeyMissing = settings.AUDIT_SIGNING_KEY_FILE === undefined;
    const [missing, other] = isKeyMissing
      ? ['AUDIT_SIGNING_KEY_FILE', 'AUDIT_CHECKPOINT_FILE']
      : ['AUDIT_CHECKPOINT_FILE', 'AUDIT_SIGNING_KEY_FILE'];
    complain(missing, `expected together with ${other}, or neither`, [other]);
  }
  if (settings.WORKER_METRICS_PORT === settings.WORKER_HEALTH_PORT && settings.WORKER_METRICS_PORT !== 0)
    complain('WORKER_METRICS_PORT', 'expected another port than WORKER_HEALTH_PORT', ['WORKER_HEALTH_PORT']);
  if (settings.NODE_ENV === 'production') complainInProduction(settings, connectors, complain);
}

function complainInProduction(settings: WorkerSettings, connectors: Connectors, complain: Complain): void {
  if (settings.WEBHOOK_ALLOW_LOOPBACK) complain('WEBHOOK_ALLOW_LOOPBACK', 'expected false in production');
  const judged: (readonly [name: string, problem: string | undefined])[] = [
    ['SEALING_KEYS', sealingKeysProblem(settings.SEALING_KEYS)],
    ['DATABASE_URL', weakUrlPasswordProblem(settings.DATABASE_URL)],
    ['REDIS_URL', settings.REDIS_URL === undefined ? undefined : weakUrlPasswordProblem(settings.REDIS_URL)],
    ['LOYALTY_AUTHORIZATION', weakCredential(connectors.default?.authorization)],
    ...Object.entries(connectors.orgs).map(([orgId, { authorization }]) => {
      const problem = weakCredential(authorization);
      return ['LOYALTY_CONNECTORS', problem && `at ${orgId}.authorization: ${problem}`] as const;
    }),
  ];
  for (const [name, problem] of judged) if (problem !== undefined) complain(name, problem, ['SEALING_KEYS']);
}

/** Also of one that came under a seal. */
function weakCredential(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : weakAuthorizationProblem(authorization);
}
