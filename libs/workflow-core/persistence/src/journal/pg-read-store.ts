import type { JournaledRead, NotedRead, ReadFilter, ReadPage, ReadStore } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

const NAMED = `(r.filter ->> 'customer' = $4 or r.request_id in (
       select q.request_id from request q where q.org_id = $1 and q.customer = $5
       union all select n.request_id from request_customer n where n.org_id = $1 and n.customer = $5))`;

const listOf = (conditions: readonly string[]): string => `
  select r.read_id, r.at, r.what, r.filter, r.request_id, r.row_count, r.times, r.actor_id, r.actor_name, r.trace_id
    from read_action r
   where ${['r.org_id = $1', 'r.read_id < $2', ...conditions].join(' and ')}
   order by r.read_id desc
   limit $3`;
const AFTER_ALL = '9223372036854775807';

interface ReadRow {
  readonly read_id: number;
  readonly at: Date;
  readonly what: string | null;
  readonly filter: Readonly<Record<string, string>> | null;
  readonly request_id: string | null;
  readonly row_count: number | null;
  readonly times: number | null;
  readonly actor_id: number | null;
  readonly actor_name: string | null;
  readonly trace_id: string | null;
}

/** Reads of personal data in PostgreSQL, many in one statement. */
export class PgReadStore implements ReadStore {
  constructor(private readonly database: Database) {}

  async add(reads: readonly NotedRead[]): Promise<void> {
    const orgIds = reads.map(({ orgId }) => orgId);
    await this.database.within(orgIds).query('note_reads', 'select note_reads($1)', [JSON.stringify(reads.map(rowOf))]);
  }

  async list(orgId: number, limit: number, before?: number, { named, requestId }: ReadFilter = {}): Promise<ReadPage> {
    const values = [
      orgId,
      before ?? AFTER_ALL,
      limit + 1,
      ...(named ? [named.key, named.customer] : []),
      ...(requestId ? [requestId] : []),
    ];
    const sql = listOf([...(named ? [NAMED] : []), ...(requestId ? [`r.request_id = $${values.length}`] : [])]);
    const name = ['list_reads', ...(named ? ['of_customer'] : []), ...(requestId ? ['of_request'] : [])].join('_');
    const rows = await this.database.within([orgId]).query<ReadRow>(name, sql, values);
    const reads = rows.slice(0, limit).map(journaledOf);
    const last = reads.at(-1);
    return { reads, ...(rows.length > limit && last && { next: last.readId }) };
  }
}

function rowOf({ orgId, person, what, filter, requestId, rows, traceId, agoMs, times }: NotedRead): object {
  return {
    ...{ org_id: orgId, actor_id: person.id, actor_name: person.name, what, filter, request_id: requestId },
    ...{ row_count: rows, trace_id: traceId, ago_ms: agoMs, times },
  };
}

function journaledOf({ read_id, at, what, filter, request_id, row_count, times, actor_id, actor_name, trace_id }: ReadRow): JournaledRead {
  if (what === null || actor_id === null) return { readId: read_id, at };
  return {
    readId: read_id,
    at,
    read: {
      person: { id: actor_id, name: actor_name ?? String(actor_id) },
      what,
      ...optional('filter', filter),
      ...optional('requestId', request_id),
      rows: row_count ?? 0,
      times: times ?? 1,
      traceId: trace_id ?? '',
    },
  };
}
