import { invariantOf } from './clause';
import { TERMINAL } from './i03-legal-history';

/** Well-signed events beside what the journal says; badly signed ones are I12's. */
const TOLD = `
  seen_event s
  join seen_receiver c on c.endpoint_id = s.endpoint_id
  join public_event p on p.event_id = s.event_id`;

/** What an event says otherwise than the journal, by the name of its member. */
const DIFFERENCE = `case
  when s.org_id is distinct from p.org_id then 'orgId'
  when s.ref_id is distinct from p.org_id || '_' || p.request_id then 'refId'
  when s.trace_id is distinct from p.trace_id then 'apiRequestId'
  when s.request_id is distinct from p.request_id then 'requestId'
  when s.type is distinct from p.type then 'requestType'
  when s.requester_id is distinct from p.requester_id then 'requesterId'
  when s.checker_id is distinct from case c.payload when 'extended' then p.checker_id else p.documented_checker_id end then 'checkerId'
  when s.state is distinct from p.state then 'currentRequestState'
  when s.previous_state is distinct from p.previous_state then 'previousRequestState'
  when s.update_time is distinct from p.at_ms then 'updateTime'
  when s.comment_hash is distinct from p.comment_hash then 'comment'
  when s.reason_hash is distinct from p.reason_hash then 'reason'
  when s.attributes_hash is distinct from p.attributes_hash then 'requestAttributes'
end`;

/** Subscribers hear of just the documented steps, in the documented words. */
export const eventsEqualTransitions = invariantOf('I6', 'Events are the public steps of the journal', [
  {
    name: 'public steps have an event, others have none',
    counted: 'select count(*) from transition',
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' to ' || t.to_state || case when t.event_id is null then ' has no event.' else ' has an event.' end as sentence
        from transition t
       where (t.event_id is not null) <> (t.to_state = 'pending' or t.to_state in ${TERMINAL})`,
  },
  {
    name: 'event ids are unique and random',
    counted: 'select count(*) from transition where event_id is not null',
    broken: `
      select min(t.org_id) as org_id, min(t.request_id::text)::uuid as request_id,
             'Event id ' || t.event_id || case when count(*) > 1 then ' is that of ' || count(*) || ' steps.' else ' is no UUID of version 4.' end as sentence
        from transition t where t.event_id is not null
       group by t.event_id having count(*) > 1 or t.event_id::text !~ '^.{14}4.{4}[89ab]'`,
  },
  {
    name: 'a request has the documented sequence of events',
    counted: 'select count(distinct (org_id, request_id)) from public_event',
    broken: `
      select r.org_id, r.request_id, 'The request is ' || r.state || ' (' || r.verdict || ') and has the events [' || coalesce(string_agg(p.state, ', ' order by p.seq), '') || '].' as sentence
        from request r left join public_event p on p.org_id = r.org_id and p.request_id = r.request_id
       group by r.org_id, r.request_id, r.state, r.verdict
      having coalesce(string_agg(p.state, ',' order by p.seq), '')
             <> concat_ws(',', case r.verdict when 'checker' then 'AdminTask' end, case when r.state in ${TERMINAL} then r.state end)`,
  },
  {
    name: 'received events have the documented form',
    counted: 'select count(*) from seen_event',
    broken: `
      select s.org_id, s.request_id, 'Line ' || s.line || ' of receiver ' || s.endpoint_id || ' ' || s.shape_problem || '.' as sentence
        from seen_event s where s.shape_problem is not null`,
  },
  {
    name: 'received events say what the journal says',
    counted: `select count(*) from ${TOLD}`,
    broken: `
      select p.org_id, p.request_id, 'Event ' || p.event_id || ' (line ' || s.line || ' of receiver ' || s.endpoint_id || ') tells another ' || d.member || ' than the journal.' as sentence
        from ${TOLD} cross join lateral (select ${DIFFERENCE} as member) d
       where d.member is not null`,
  },
]);
