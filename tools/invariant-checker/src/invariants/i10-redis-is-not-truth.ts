import { findingOf, judgeClauses } from './clause';
import type { Invariant } from './invariant';

/** Submits and decisions need no Redis, no loyalty system, no receiver and no worker. */
const NEEDED = "f.target !~ '^(redis|loyalty|receiver|worker)'";
/** What such a fault leaves behind passes within this time. */
const AFTERMATH_MS = 10_000;
/** Out of a hundred; a busy machine loses a connection now and then. */
const MOST_UNKNOWN_PERCENT = 1;

const DURING_REDIS_FAULTS = `
  seen_call c
 where c.kind in ('submit', 'approve', 'reject', 'withdraw')
   and exists (select 1 from seen_fault f where f.target like 'redis%' and c.invoked_at between f.started_at and f.ended_at)
   and not exists (select 1 from seen_fault f where ${NEEDED}
                      and c.invoked_at <= f.ended_at + ${AFTERMATH_MS} and coalesce(c.ended_at, c.invoked_at + ${AFTERMATH_MS}) >= f.started_at)`;

/** Redis may be gone at any moment: nobody who submits or decides notices. */
export const redisIsNotTruth: Invariant = {
  id: 'I10',
  title: 'Submits and decisions succeed without Redis',
  check: async (world) =>
    findingOf(
      await judgeClauses(world, 'I10', [
        {
          name: 'calls made while Redis alone was in trouble',
          counted: `select count(*) from ${DURING_REDIS_FAULTS}`,
          broken: `
            select null::bigint as org_id, null::uuid as request_id,
                   count(*) filter (where c.phase = 'unknown') || ' of ' || count(*) || ' ' || c.kind || ' calls got no answer while Redis was in trouble.' as sentence
              from ${DURING_REDIS_FAULTS} group by c.kind
            having count(*) filter (where c.phase = 'unknown') * 100 > count(*) * ${MOST_UNKNOWN_PERCENT}`,
        },
      ]),
      world.run.faults === undefined ? 'The run does not say which faults there were.' : undefined,
    ),
};
