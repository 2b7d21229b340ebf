import type { ApiClient } from '@countersign/engine';

/** @param secret only when it was just made */
export function apiClientView(client: ApiClient, secret?: string) {
  const { clientId, key, name, grants, createdBy, createdAt, secretSince, disabledAt } = client;
  return {
    clientId,
    key,
    name,
    grants: grants.map(({ name: grant, limitedTo }) => ({ grant, ...limitedTo })),
    createdBy,
    createdAt: createdAt.toISOString(),
    secretSince: secretSince.toISOString(),
    ...(disabledAt && { disabledAt: disabledAt.toISOString() }),
    ...(secret !== undefined && { secret }),
  };
}
