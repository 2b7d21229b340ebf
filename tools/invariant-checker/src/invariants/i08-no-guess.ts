import { invariantOf } from './clause';

/** Calls of this request that counted; what a worker without a lease wrote did not. */
const CALLS = `attempt a where a.org_id = r.org_id and a.request_id = r.request_id and a.endpoint_id is null and not a.fenced`;
/** Attempts that leave it open whether they took effect. */
const DOUBT = `(a.class = 'in-doubt' or a.class = 'lost' and a.code = 'worker-lost-after-sending')`;

/** A backup was restored after the request was made: it may have been executed in the time that was lost. */
const RESTORED = 'coalesce(r.created_at < (select max(o.restored_at) from database_origin o), false)';

/** Two operators found out that it had surely not happened. */
const clearedAfter = (moment: string): string => `
  exists (select 1 from transition o where o.org_id = r.org_id and o.request_id = r.request_id and o.cause = 'operators' and o.at >= ${moment})`;

/** Requests that a worker ended, with the last call that counted. */
const ENDED = `
  request r
  join lateral (select t.cause, t.at from transition t where t.org_id = r.org_id and t.request_id = r.request_id
                 order by t.seq desc limit 1) t on t.cause = 'worker'
  left join lateral (select a.attempt_id, a.class from ${CALLS} order by a.attempt_id desc limit 1) l on true`;

/** An outcome is known, never supposed. */
export const noGuess = invariantOf('I8', 'Outcomes are never guessed', [
  {
    name: 'approved requests have a success, or a duplicate after doubt',
    counted: `select count(*) from ${ENDED} where r.state = 'approved'`,
    broken: `
      select r.org_id, r.request_id, 'The request is approved on ' || case
               when l.class is null then 'no call at all.'
               when l.class = 'duplicate' then 'a duplicate answer, although no earlier call of it was in doubt.'
               else 'a call that came out ' || l.class || '.' end as sentence
        from ${ENDED}
       where r.state = 'approved' and l.class is distinct from 'executed'
         and not (l.class is not distinct from 'duplicate' and (${RESTORED} or exists (select 1 from ${CALLS} and a.attempt_id < l.attempt_id and ${DOUBT})))`,
  },
  {
    name: 'failed requests have a definite refusal',
    counted: `select count(*) from ${ENDED} where r.state = 'failed'`,
    broken: `
      select r.org_id, r.request_id, 'The request is failed on ' || coalesce('a call that came out ' || l.class, 'no call at all') || '.' as sentence
        from ${ENDED}
       where r.state = 'failed' and (l.class is null or l.class not in ('refused', 'duplicate'))`,
  },
  {
    name: 'failed requests were not in doubt before',
    counted: `select count(*) from ${ENDED} where r.state = 'failed'`,
    broken: `
      select r.org_id, r.request_id, 'The request is failed although ' || case
               when ${RESTORED} then 'it may have been executed before a backup was restored.'
               else 'an earlier call of it may have taken effect.' end as sentence
        from ${ENDED}
       where r.state = 'failed'
         and (exists (select 1 from ${CALLS} and ${DOUBT} and not ${clearedAfter('a.at')})
              or ${RESTORED} and t.at > (select max(o.restored_at) from database_origin o)
                 and not ${clearedAfter('(select max(o.restored_at) from database_origin o)')})`,
  },
  {
    name: 'the stored outcome is that of the state',
    counted: "select count(*) from request where state in ('approved', 'failed')",
    broken: `
      select r.org_id, r.request_id, 'The request is ' || r.state || ', but its outcome is ' || coalesce(r.outcome ->> 'kind', 'missing') || '.' as sentence
        from request r
       where r.state in ('approved', 'failed')
         and r.outcome ->> 'kind' is distinct from case r.state when 'approved' then 'executed' else 'refused' end`,
  },
  {
    name: "the journal's last outcome is the request's",
    counted: "select count(*) from request where state in ('approved', 'failed', 'needs_review')",
    broken: `
      select r.org_id, r.request_id, 'Step ' || t.seq || ' tells another outcome than the request.' as sentence
        from request r join transition t on t.org_id = r.org_id and t.request_id = r.request_id and t.seq = r.version
       where r.state in ('approved', 'failed', 'needs_review') and r.outcome::text is distinct from t.outcome::text`,
  },
]);
