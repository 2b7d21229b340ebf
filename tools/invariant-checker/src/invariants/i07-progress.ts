import type { World } from '../world/world';
import { type Clause, findingOf, judgeClauses } from './clause';
import type { Invariant } from './invariant';

/** So long after the last fault, and after its acceptance, a request has ended. */
const MOST_EXECUTION_MS = 180_000;
/** So long after its time something is overdue. */
const MOST_OVERDUE_MS = 30_000;

/** Due at `time` and not taken up by the end of the run, with the faults over for long enough. */
function overdue(time: string): string {
  return `extract(epoch from ${time}) * 1000 + ${MOST_OVERDUE_MS} < n.ended_at and n.healed_at + ${MOST_OVERDUE_MS} < n.ended_at`;
}

/** What operators paused goes on when they say so. */
function notPaused(row: string): string {
  return `not exists (select 1 from pause p where p.org_id = ${row}.org_id and p.type = ${row}.type)`;
}

const CLAUSES: readonly Clause[] = [
  {
    name: 'accepted requests end',
    counted: "select count(distinct (org_id, request_id)) from transition where to_state = 'accepted'",
    broken: `
      select r.org_id, r.request_id, 'The request was accepted ' || round((n.ended_at - a.at) / 1000) || ' s before the end of the run and has not ended.' as sentence
        from request r
       cross join seen_run n
       cross join lateral (select max(extract(epoch from t.at)) * 1000 as at from transition t
                            where t.org_id = r.org_id and t.request_id = r.request_id and t.to_state = 'accepted') a
       where r.state = 'accepted' and ${notPaused('r')} and greatest(a.at, n.healed_at) + ${MOST_EXECUTION_MS} <= n.ended_at`,
  },
  {
    name: 'executions are taken up when they are due',
    counted: "select count(*) from execution where due_at < 'infinity'",
    broken: `
      select e.org_id, e.request_id,
             case when e.lease_until is null then 'The execution has been due since ' || e.due_at else 'The lease on the execution ended at ' || e.lease_until end
             || ' and nobody took it up.' as sentence
        from execution e cross join seen_run n
       where e.due_at < 'infinity' and ${notPaused('e')} and ${overdue('coalesce(e.lease_until, e.due_at)')}`,
  },
  {
    name: 'only held requests wait for ever',
    counted: 'select count(*) from execution',
    broken: `
      select e.org_id, e.request_id, 'The request is ' || r.state || case when e.due_at = 'infinity' then ', but its execution is never due.' else ', but its execution would be sent again.' end as sentence
        from execution e join request r on r.org_id = e.org_id and r.request_id = e.request_id
       where e.lease_until is null and (e.due_at = 'infinity') <> (r.state = 'needs_review')`,
  },
  {
    name: 'deliveries are tried when they are due',
    counted: 'select count(*) from delivery',
    broken: `
      select d.org_id, d.request_id, 'The delivery of step ' || d.seq || ' to endpoint ' || d.endpoint_id || ' has been due since ' || d.due_at || '.' as sentence
        from delivery d
        join webhook_endpoint e on e.org_id = d.org_id and e.endpoint_id = d.endpoint_id
       cross join seen_run n
       where d.state = 'due' and e.active and e.disabled_at is null and e.deleted_at is null and ${overdue('d.due_at')}
         and not exists (select 1 from delivery b where b.org_id = d.org_id and b.endpoint_id = d.endpoint_id
                            and b.request_id = d.request_id and b.seq < d.seq and b.state = 'due')`,
  },
  {
    name: 'waiting requests expire in time',
    counted: 'select count(*) from request where expires_at is not null',
    broken: `
      select r.org_id, r.request_id, 'The request should have expired at ' || r.expires_at || ' and still waits for a checker.' as sentence
        from request r cross join seen_run n
       where r.state = 'pending' and ${overdue('r.expires_at')}`,
  },
];

/** Nothing is forgotten: what can go on goes on, and what cannot is with a person. */
export const progress: Invariant = {
  id: 'I7',
  title: 'Everything comes to its end once the faults are over',
  check: async (world) => findingOf(await judgeClauses(world, 'I7', CLAUSES), await remark(world)),
};

async function remark(world: World): Promise<string | undefined> {
  const [row] = await world.rows<{ open: number; held: number; short: boolean }>(`
    select count(*) filter (where r.state = 'accepted')::int as open, count(*) filter (where r.state = 'needs_review')::int as held,
           n.healed_at + ${MOST_EXECUTION_MS} > n.ended_at as short
      from seen_run n left join request r on true group by n.healed_at, n.ended_at`);
  const held = row && row.held > 0 ? [`${row.held} requests are held for operators.`] : [];
  const open =
    row && row.open > 0 && row.short
      ? [
          `The run ended less than ${MOST_EXECUTION_MS / 1_000} s after its last fault: ${row.open} requests that had not ended were not judged.`,
        ]
      : [];
  return held.length + open.length === 0 ? undefined : [...held, ...open].join(' ');
}
