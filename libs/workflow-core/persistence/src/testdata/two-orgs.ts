import { PgPolicyStore } from '../policies/pg-policy-store';
import { approve, CHECKER, MAKER, newEndpoint, newRequest } from './builders';
import { claimDeliveries, failedOnce } from './deliveries';
import { accepted, claimed, executed, TYPE } from './executions';
import { caller, onHold, propose } from './reviews';
import type { TestStore } from './test-database';

/** One of them is 0, an org like any other. */
export const TENANTS = [0, 7] as const;
export type Tenant = (typeof TENANTS)[number];

/** What each tenant has after `seedTenants`, and nobody else. */
export const WALLED_TABLES = [
  'request',
  'decision',
  'transition',
  'policy',
  'execution',
  'attempt',
  'webhook_endpoint',
  'delivery',
  'review',
  'pause',
  'operator_action',
] as const;

/** Gives both tenants rows in every table. */
export async function seedTenants(store: TestStore): Promise<void> {
  const policies = new PgPolicyStore(store.database);
  for (const orgId of TENANTS) {
    await store.endpoints.create(newEndpoint({ orgId }));
    const pending = newRequest({ orgId });
    await store.requests.submit(pending);
    const decided = newRequest({ orgId });
    await store.requests.submit(decided);
    await store.requests.close(approve(decided));
    await store.executions.settle(executed(await claimed(store, { orgId })));
    await accepted(store, { orgId });
    await propose(store, await onHold(store, { orgId }));
    const settings = { autoApproval: { mode: 'off' } } as const;
    const type = 'ANOTHER_TYPE';
    const version = (await policies.propose({ orgId, type, settings, proposer: MAKER }))?.version ?? 0;
    await policies.decide({ orgId, type, version, verdict: 'active', decider: CHECKER });
    const operator = caller(orgId, undefined, { idempotency: { key: 'pause', fingerprint: 'f' } });
    await store.pauses.pause(operator, TYPE, 'the loyalty API is being mended');
  }
  await store.deliveries.settle((await claimDeliveries(store)).map((claim) => failedOnce(claim, 60_000)));
}
