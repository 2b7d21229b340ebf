import type { NotedRefusal, RefusalStore } from '@countersign/engine';
import type { Database } from '../postgres/database';

/** Refused actions in PostgreSQL, many in one statement. */
export class PgRefusalStore implements RefusalStore {
  constructor(private readonly database: Database) {}

  async add(refusals: readonly NotedRefusal[]): Promise<void> {
    const orgIds = refusals.map(({ orgId }) => orgId);
    await this.database.within(orgIds).query('note_refusals', 'select note_refusals($1)', [JSON.stringify(refusals.map(rowOf))]);
  }
}

function rowOf({ orgId, userId, action, code, requestId, traceId, agoMs, times }: NotedRefusal): object {
  return { org_id: orgId, actor_id: userId, action, code, request_id: requestId, trace_id: traceId, ago_ms: agoMs, times };
}
