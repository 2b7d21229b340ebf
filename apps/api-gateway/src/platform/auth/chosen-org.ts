import { type Actor, belongsTo, WorkflowError } from '@countersign/engine';
import { isRead } from '../http/is-read';

export const ORG_HEADER = 'X-CAP-API-AUTH-ORG-ID';
/** One spelling for each org: `00` is another text than `0` to whoever filters or limits calls before us. */
const ORG_ID = /^(0|[1-9]\d{0,14})$/;

/** The org that a call is for. A reader whose token has one org need not say it; a writer always does. */
export function chosenOrg(actor: Actor, method: string, header: string | readonly string[] | undefined): number {
  if (header === undefined || header === '') return onlyOrg(actor, method);
  if (typeof header !== 'string' || !ORG_ID.test(header))
    throw WorkflowError.of('org-missing', `Header ${ORG_HEADER} must hold the number of one org, without leading zeros.`, ORG_HEADER);
  const orgId = Number(header);
  if (!belongsTo(actor, orgId)) throw WorkflowError.of('no-permission', 'Your token has no grants for this org.', ORG_HEADER);
  return orgId;
}

function onlyOrg(actor: Actor, method: string): number {
  const [orgId, ...others] = actor.orgs.keys();
  if (isRead(method) && orgId !== undefined && others.length === 0) return orgId;
  throw WorkflowError.of('org-missing', `Header ${ORG_HEADER} is missing.`, ORG_HEADER);
}
