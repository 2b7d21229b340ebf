import type { Grant } from '@countersign/engine';
import type { ClientToBe } from './manage-api-clients';

/** @param secret only when it was just made */
export function apiClientView(client: ClientToBe, secret?: string) {
  const { clientId, key, name, grants, createdBy, createdAt, secretSince, suspendedAt, disabledAt } = client;
  return {
    ...(clientId !== undefined && { clientId }),
    key,
    name,
    grants: grantViews(grants),
    createdBy,
    createdAt: createdAt.toISOString(),
    secretSince: secretSince.toISOString(),
    ...(suspendedAt && { suspendedAt: suspendedAt.toISOString() }),
    ...(disabledAt && { disabledAt: disabledAt.toISOString() }),
    ...(secret !== undefined && { secret }),
  };
}

export function grantViews(grants: readonly Grant[]) {
  return grants.map(({ name: grant, limitedTo }) => ({ grant, ...limitedTo }));
}
