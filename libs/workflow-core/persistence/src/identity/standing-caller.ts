import { revoked, type IdentityCaller } from '@countersign/engine';
import type { Statements } from '../postgres/database';

/**
 * The caller of `callerRow`, or no row when their token was revoked. A revocation waits for whoever is past here and takes back what
 * they wrote; whoever comes later finds it. So nothing that a second person may confirm is written after the revocation of its proposer.
 */
export function standingCaller(caller: string): string {
  return `rows_of(not_revoked(json_build_array(${caller}))) as caller`;
}

type Caller = Pick<IdentityCaller, 'orgId' | 'person' | 'tokenIssuedAt'>;

const REVOKED = 'select user_id from revocation where org_id = $1 and user_id = $2 and not_before >= $3';

/** Says why nothing was written, where that is the reason. @throws WorkflowError `no-permission` */
export async function refuseRevoked(statements: Statements, { orgId, person, tokenIssuedAt }: Caller): Promise<void> {
  if (!tokenIssuedAt) return;
  const found = await statements.query<object>('revoked_caller', REVOKED, [orgId, person.id, tokenIssuedAt]);
  if (found.length > 0) throw revoked();
}
