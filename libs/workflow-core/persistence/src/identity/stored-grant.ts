import type { EntityLimits, Grant, GrantName } from '@countersign/engine';

/** A grant of an API client as its row has it. */
export type StoredGrant = { readonly grant: GrantName } & EntityLimits;

/** A version before limits had levels looks at `ids` alone: it has to find a list there that permits nothing, not the whole org. */
export function storedGrant({ name: grant, limitedTo }: Grant): StoredGrant {
  return { grant, ...(limitedTo && { ids: [], ...limitedTo }) };
}

export function grantOf({ grant: name, ids, ...byLevel }: StoredGrant): Grant {
  if (Object.keys(byLevel).length === 0) return { name, ...(ids && { limitedTo: { ids } }) };
  return { name, limitedTo: { ...(ids && ids.length > 0 && { ids }), ...byLevel } };
}
