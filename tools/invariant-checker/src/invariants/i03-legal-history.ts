import { invariantOf } from './clause';

/** Every step that a request may take, and who may make it take it. */
const ALLOWED = `(values
  (null,           'pending',      'maker'),
  (null,           'accepted',     'policy'),
  ('pending',      'accepted',     'checker'),
  ('pending',      'rejected',     'checker'),
  ('pending',      'withdrawn',    'maker'),
  ('pending',      'expired',      'clock'),
  ('accepted',     'approved',     'worker'),
  ('accepted',     'failed',       'worker'),
  ('accepted',     'needs_review', 'worker'),
  ('needs_review', 'approved',     'operators'),
  ('needs_review', 'failed',       'operators'),
  ('needs_review', 'accepted',     'operators')) as allowed (from_state, to_state, cause)`;

export const TERMINAL = "('approved', 'failed', 'rejected', 'withdrawn', 'expired')";

const STEPS = `
  select t.*, lag(t.to_state) over w as before, row_number() over w as place
    from transition t window w as (partition by t.org_id, t.request_id order by t.seq)`;

/** A request's journal is one unbroken path through the states. */
export const legalHistory = invariantOf('I3', 'Histories are legal', [
  {
    name: 'steps are allowed, for the one who caused them',
    counted: 'select count(*) from transition',
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' from ' || coalesce(t.from_state, 'nothing') || ' to ' || t.to_state || ' by ' || t.cause || ' is not allowed.' as sentence
        from transition t
       where not exists (select 1 from ${ALLOWED} where allowed.from_state is not distinct from t.from_state
                            and allowed.to_state = t.to_state and allowed.cause = t.cause)`,
  },
  {
    name: 'steps follow each other without a gap',
    counted: 'select count(*) from transition',
    broken: `
      select s.org_id, s.request_id,
             'Step ' || s.seq || case when s.seq <> s.place then ' is number ' || s.place || ' of the journal: a step is missing.'
               else ' begins at ' || coalesce(s.from_state, 'nothing') || ', but the one before ended at ' || coalesce(s.before, 'nothing') || '.' end as sentence
        from (${STEPS}) s
       where s.seq <> s.place or s.from_state is distinct from s.before`,
  },
  {
    name: 'nothing follows an end',
    counted: `select count(*) from transition where to_state in ${TERMINAL}`,
    broken: `
      select t.org_id, t.request_id, 'Step ' || l.seq || ' to ' || l.to_state || ' follows the end ' || t.to_state || '.' as sentence
        from transition t join transition l on l.org_id = t.org_id and l.request_id = t.request_id and l.seq > t.seq
       where t.to_state in ${TERMINAL}`,
  },
  {
    name: 'a request is where its journal leads',
    counted: 'select count(*) from request',
    broken: `
      select r.org_id, r.request_id,
             'The request is ' || r.state || ' with version ' || r.version || ', but its journal '
             || coalesce('ends at ' || l.to_state || ' with step ' || l.seq, 'is empty') || '.' as sentence
        from request r
        left join lateral (select t.to_state, t.seq from transition t where t.org_id = r.org_id and t.request_id = r.request_id
                            order by t.seq desc limit 1) l on true
       where l.to_state is distinct from r.state or l.seq is distinct from r.version`,
  },
  {
    name: 'a journal belongs to a request',
    counted: 'select count(*) from transition',
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' belongs to no request.' as sentence
        from transition t
       where not exists (select 1 from request r where r.org_id = t.org_id and r.request_id = t.request_id)`,
  },
  {
    name: 'an execution is there just while it is needed',
    counted: 'select count(*) from request',
    broken: `
      select coalesce(r.org_id, e.org_id) as org_id, coalesce(r.request_id, e.request_id) as request_id,
             case when e.request_id is null then 'The request is ' || r.state || ' and has no execution.'
                  else 'The request is ' || coalesce(r.state, 'not there') || ' and still has an execution.' end as sentence
        from request r full join execution e on e.org_id = r.org_id and e.request_id = r.request_id
       where (e.request_id is not null) <> coalesce(r.state in ('accepted', 'needs_review'), false)`,
  },
  {
    name: 'one open request per natural key',
    counted: "select count(*) from request where natural_key_hash is not null and state in ('pending', 'accepted', 'needs_review')",
    broken: `
      select org_id, min(request_id::text)::uuid as request_id, count(*) || ' open requests would do the same thing.' as sentence
        from request where natural_key_hash is not null and state in ('pending', 'accepted', 'needs_review')
       group by org_id, type, natural_key_hash having count(*) > 1`,
  },
]);
