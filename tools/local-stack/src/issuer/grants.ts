/** What a token can allow its user in one org. */
export const GRANT_NAMES = [
  'CanMakeRequest',
  'CanCheckRequest',
  'CanReadRequests',
  'CanConfigureWorkflows',
  'CanOperateWorkflows',
  'CanAuditWorkflows',
] as const;

/** One of these, or an org's own level of checkers. */
export type GrantName = (typeof GRANT_NAMES)[number] | `CanCheckRequest${string}`;

const CHECKER_GRANT = /^CanCheckRequest[A-Za-z0-9]{0,40}$/;

/** A grant for the whole org, or for requests that belong to one of these concept, zone, store or till ids. */
export type Grant = GrantName | { readonly grant: GrantName; readonly ids: readonly string[] };

export function isGrantName(name: string): name is GrantName {
  return GRANT_NAMES.some((known) => known === name) || CHECKER_GRANT.test(name);
}
