import { findingOf, judgeClauses } from './clause';
import type { Invariant } from './invariant';

/** Out of a thousand. */
const MOST_UNKNOWN_PERMILLE = 1;
const MOST_SLOWDOWN = 2;
/** Below this a factor of two says more about the machine than about the neighbours. */
const NOTICEABLE_MS = 250;
/** What a fault of everybody left behind is worked off for so long, and is no neighbour's doing. */
const AFTERMATH_MS = 10_000;

/** Calls of orgs that no fault was aimed at, while all faults there were, or had just been, were aimed at others. */
const NEIGHBOURS = `
  (select c.*, c.ended_at - c.invoked_at as ms,
          exists (select 1 from seen_fault f where c.invoked_at between f.started_at and f.ended_at) as during
     from seen_call c
    where c.kind in ('submit', 'approve', 'reject', 'withdraw', 'read')
      and exists (select 1 from seen_fault f where f.org_ids is not null)
      and not exists (select 1 from seen_fault f where c.org_id = any (f.org_ids))
      and not exists (select 1 from seen_fault f where f.org_ids is null and c.invoked_at between f.started_at and f.ended_at + ${AFTERMATH_MS})) n`;

/** Of those, the ones whose time is the gateway's alone. */
const TIMED = 'n.ms is not null and not n.asks_to_wait';

/** One org's trouble is not another's. */
export const isolation: Invariant = {
  id: 'I14',
  title: "One org's trouble is not another's",
  check: async (world) =>
    findingOf(
      await judgeClauses(world, 'I14', [
        {
          name: 'calls of orgs beside the one in trouble get answers',
          counted: `select count(*) from ${NEIGHBOURS} where n.during`,
          broken: `
            select n.org_id, null::uuid as request_id,
                   count(*) filter (where n.phase = 'unknown') || ' of ' || count(*) || ' calls got no answer while only other orgs were in trouble.' as sentence
              from ${NEIGHBOURS} where n.during group by n.org_id
            having count(*) filter (where n.phase = 'unknown') * 1000 > count(*) * ${MOST_UNKNOWN_PERMILLE}`,
        },
        {
          name: 'they get them as fast as at other times',
          counted: `select count(*) from ${NEIGHBOURS} where n.during and ${TIMED}`,
          broken: `
            select b.org_id, null::uuid as request_id, 'The slowest hundredth of calls took ' || round(b.loud) || ' ms while only other orgs were in trouble, and '
                   || round(b.quiet) || ' ms at other times.' as sentence
              from (select n.org_id, percentile_cont(0.99) within group (order by n.ms) filter (where n.during) as loud,
                           percentile_cont(0.99) within group (order by n.ms) filter (where not n.during) as quiet
                      from ${NEIGHBOURS} where ${TIMED} group by n.org_id) b
             where b.loud > greatest(b.quiet * ${MOST_SLOWDOWN}, ${NOTICEABLE_MS})`,
        },
      ]),
      (world.run.faults ?? []).some(({ orgIds }) => orgIds !== undefined)
        ? undefined
        : 'The run names no fault that was aimed at certain orgs.',
    ),
};
