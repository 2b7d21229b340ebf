import type { RequestRef, StoredRequest } from '@countersign/engine';
import { Batcher, type JobEnd } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import type { Database } from '../postgres/database';
import { REQUEST_COLUMNS, type RequestRow, requestOf, WITH_EXECUTION } from './request-rows';

const READ = `
  select w.ordinal, ${REQUEST_COLUMNS}
    from rows_of($1) as one cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, request_id uuid)
    join request r on r.org_id = w.org_id and r.request_id = w.request_id
    ${WITH_EXECUTION}`;

/** Reads of whole requests, shared by concurrent callers. */
export function readBatch(database: Database): Batcher<RequestRef, StoredRequest | undefined> {
  return new Batcher({
    maxSize: 64,
    keysOf: () => [],
    room: database.room,
    run: async (refs): Promise<JobEnd<StoredRequest | undefined>[]> => {
      const rows = refs.map(({ orgId, requestId }) => ({ org_id: orgId, request_id: requestId }));
      const found = await database
        .within(refs.map(({ orgId }) => orgId))
        .query<RequestRow & { ordinal: number }>('read_requests', READ, [recordset(rows)]);
      const byOrdinal = new Map(found.map((row) => [row.ordinal, requestOf(row)]));
      return refs.map((_, ordinal) => ({ result: byOrdinal.get(ordinal) }));
    },
  });
}
