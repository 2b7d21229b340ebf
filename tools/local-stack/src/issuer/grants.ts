/** What a token can allow its user in one org. */
export const GRANT_NAMES = [
  'CanMakeRequest',
  'CanCheckRequest',
  'CanConfigureWorkflows',
  'CanOperateWorkflows',
  'CanAuditWorkflows',
] as const;

export type GrantName = (typeof GRANT_NAMES)[number];

/** A grant for the whole org, or for requests that belong to one of these concept, zone, store or till ids. */
export type Grant = GrantName | { readonly grant: GrantName; readonly ids: readonly string[] };

export function isGrantName(name: string): name is GrantName {
  return GRANT_NAMES.some((known) => known === name);
}
