import type { NewRequest, SubmitResult } from '@countersign/engine';
import { recordset } from '../batching/recordset';
import type { Database } from '../postgres/database';
import { explain, storeAlone, submissionRow } from './submit-batch';

const RESUBMIT = 'select kind, created_at from resubmit_request($1, $2, $3, $4)';

const TAKEN_BY = `select request_id as "requestId" from request where org_id = $1 and resubmission_of = $2`;

interface ResubmitRow {
  readonly kind: 'created' | 'taken' | 'lost';
  readonly created_at: Date | null;
}

/** Stores a request that asks again for an earlier one, linked to it. People do this one at a time: nothing is shared between callers. */
export function resubmit(database: Database, request: NewRequest, earlierId: string): Promise<SubmitResult> {
  return storeAlone(database, request, () => storeLinked(database, request, earlierId));
}

async function storeLinked(database: Database, request: NewRequest, earlierId: string): Promise<SubmitResult> {
  const ofOrg = database.within([request.orgId]);
  const values = [recordset([submissionRow(request, database)]), request.orgId, request.requestId, earlierId];
  const [row] = await ofOrg.query<ResubmitRow>('resubmit_request', RESUBMIT, values);
  if (row?.created_at) return { kind: 'created', createdAt: row.created_at };
  const reason = (await explain(database, [request])).get(request);
  // The caller's own key tells first: it may be the very call that took it.
  if (row?.kind !== 'taken' || reason?.kind === 'replayed' || reason?.kind === 'key-reused') return reason ?? { kind: 'policy-changed' };
  const [taken] = await ofOrg.query<{ requestId: string }>('resubmitted_as', TAKEN_BY, [request.orgId, earlierId]);
  return taken ? { kind: 'already-resubmitted', resubmittedAs: taken.requestId } : { kind: 'policy-changed' };
}
