import { COUNT_LIMIT, type OperatorCaller, type Pause, type PauseStore, type TypeStanding } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { callerRow } from './caller-row';
import { writeOnce } from './operator-write';

const FIND = 'select paused_by, paused_by_name, reason, paused_at from pause where org_id = $1 and type = $2';

const ALL = 'select type, paused_by, paused_by_name, reason, paused_at from pause where org_id = $1';

/** Counts that stop: what is told of a type costs no more when much of it waits. */
const STANDINGS = `
  select t.type, p.paused_by, p.paused_by_name, p.reason, p.paused_at,
         w.waiting, w.retrying, w.oldest_due_at, x.executing, w.in_doubt + x.in_doubt as in_doubt, h.held
    from unnest($2::text[]) with ordinality as t (type, place)
    left join pause p on p.org_id = $1 and p.type = t.type
   cross join lateral (
     select count(*)::int as waiting, count(*) filter (where few.attempts > 0)::int as retrying,
            count(*) filter (where few.in_doubt)::int as in_doubt,
            min(few.due_at) filter (where few.due_at <= clock_timestamp()) as oldest_due_at
       from (select e.due_at, e.in_doubt, e.attempts from execution e
              where e.org_id = $1 and e.type = t.type and e.lease_until is null and e.due_at < 'infinity'
              order by e.due_at limit $3) few) w
   cross join lateral (
     select count(*)::int as held
       from (select from execution e
              where e.org_id = $1 and e.type = t.type and e.lease_until is null and e.due_at = 'infinity' limit $3) few) h
   cross join lateral (
     select count(*)::int as executing, count(*) filter (where e.in_doubt)::int as in_doubt
       from execution e where e.org_id = $1 and e.type = t.type and e.lease_until is not null) x
   order by t.place`;

const ENDED = `
  select few.type, few.state, count(*)::int as ended
    from (select r.type, r.state from request r
           where r.org_id = $1 and r.ended_at > clock_timestamp() - interval '5 minutes'
           order by r.ended_at desc limit $2) few
   where few.state in ('approved', 'failed')
   group by few.type, few.state`;

interface PauseRow {
  readonly paused_by: number;
  readonly paused_by_name: string;
  readonly reason: string;
  readonly paused_at: Date;
}

type StandingRow = {
  readonly type: string;
  readonly waiting: number;
  readonly retrying: number;
  readonly oldest_due_at: Date | null;
  readonly executing: number;
  readonly in_doubt: number;
  readonly held: number;
} & (PauseRow | { readonly paused_at: null });

interface EndedRow {
  readonly type: string;
  readonly state: 'approved' | 'failed';
  readonly ended: number;
}

/** Pauses in PostgreSQL, where the functions that find and claim executions ask for them. */
export class PgPauseStore implements PauseStore {
  constructor(private readonly database: Database) {}

  pause(caller: OperatorCaller, type: string, reason: string): Promise<boolean> {
    return this.write(caller, 'pause_type', 'select pause_type($1, $2, $3) as done', [callerRow(caller), type, reason]);
  }

  resume(caller: OperatorCaller, type: string, reason?: string): Promise<boolean> {
    return this.write(caller, 'resume_type', 'select resume_type($1, $2, $3) as done', [callerRow(caller), type, reason ?? null]);
  }

  async find(orgId: number, type: string): Promise<Pause | undefined> {
    const [row] = await this.database.within([orgId]).query<PauseRow>('find_pause', FIND, [orgId, type]);
    return row && pauseOf(row);
  }

  async all(orgId: number): Promise<ReadonlyMap<string, Pause>> {
    const rows = await this.database.within([orgId]).query<PauseRow & { readonly type: string }>('all_pauses', ALL, [orgId]);
    return new Map(rows.map((row) => [row.type, pauseOf(row)]));
  }

  async standings(orgId: number, types: readonly string[]): Promise<readonly TypeStanding[]> {
    const statements = this.database.within([orgId]);
    const [rows, ended] = await Promise.all([
      statements.query<StandingRow>('type_standings', STANDINGS, [orgId, types, COUNT_LIMIT]),
      statements.query<EndedRow>('types_ended', ENDED, [orgId, COUNT_LIMIT]),
    ]);
    const count = (type: string, state: EndedRow['state']) => ended.find((row) => row.type === type && row.state === state)?.ended ?? 0;
    return rows.map((row) => ({
      type: row.type,
      ...(row.paused_at !== null && { pause: pauseOf(row) }),
      waiting: row.waiting,
      retrying: row.retrying,
      executing: row.executing,
      inDoubt: row.in_doubt,
      held: row.held,
      ...optional('oldestDueAt', row.oldest_due_at),
      ended: { approved: count(row.type, 'approved'), failed: count(row.type, 'failed') },
    }));
  }

  private async write({ orgId }: OperatorCaller, name: string, text: string, values: readonly unknown[]): Promise<boolean> {
    const rows = await writeOnce<{ done: boolean }>(this.database.within([orgId]), name, text, values);
    return rows?.[0]?.done ?? false;
  }
}

function pauseOf({ paused_at, paused_by, paused_by_name, reason }: PauseRow): Pause {
  return { since: paused_at, by: { id: paused_by, name: paused_by_name }, reason };
}
