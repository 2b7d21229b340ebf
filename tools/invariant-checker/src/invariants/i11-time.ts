import { invariantOf } from './clause';

/** End and last step are stamped one after the other in one statement. */
const SAME_MOMENT = "interval '1 second'";

/** A request's time never goes back, whatever the clocks of the processes do. */
export const time = invariantOf('I11', 'Time never goes back within a request', [
  {
    name: 'steps are in the order of their times',
    counted: 'select count(*) from transition where seq > 1',
    broken: `
      select s.org_id, s.request_id, 'Step ' || s.seq || ' was at ' || s.at || ', before the step ahead of it.' as sentence
        from (select t.*, lag(t.at) over (partition by t.org_id, t.request_id order by t.seq) as before from transition t) s
       where s.at < s.before`,
  },
  {
    name: "a request's times are those of its journal",
    counted: 'select count(*) from request',
    broken: `
      select r.org_id, r.request_id, 'The ' || case when r.created_at <> j.first then 'start' when r.updated_at < j.last or r.state <> 'pending' and r.updated_at > j.last then 'last change' else 'end' end
             || ' of the request is not that of its journal.' as sentence
        from request r
        join (select org_id, request_id, min(at) as first, max(at) as last from transition group by 1, 2) j
          on j.org_id = r.org_id and j.request_id = r.request_id
       where r.created_at <> j.first or r.updated_at < j.last or r.state <> 'pending' and r.updated_at > j.last
          or (r.ended_at is not null) <> (r.state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired'))
          or r.ended_at not between j.last - ${SAME_MOMENT} and j.last + ${SAME_MOMENT}`,
  },
  {
    name: 'decisions lie between start and end',
    counted: 'select count(*) from decision',
    broken: `
      select d.org_id, d.request_id, 'Checker ' || d.checker_id || ' decided at ' || d.decided_at || ', outside the life of the request.' as sentence
        from decision d join request r on r.org_id = d.org_id and r.request_id = d.request_id
       where d.decided_at < r.created_at or d.decided_at > r.updated_at`,
  },
  {
    name: 'requests expire at their time and are not decided after it',
    counted: 'select count(*) from request where expires_at is not null',
    broken: `
      select t.org_id, t.request_id, 'The request became ' || t.to_state || ' at ' || t.at || ', but its time was ' || r.expires_at || '.' as sentence
        from transition t join request r on r.org_id = t.org_id and r.request_id = t.request_id
       where t.to_state = 'expired' and (r.expires_at is null or t.at < date_trunc('milliseconds', r.expires_at))
          or t.cause = 'checker' and t.at > r.expires_at + interval '1 second'`,
  },
  {
    name: 'events are not older than what they tell',
    counted: 'select count(*) from seen_event',
    broken: `
      select s.org_id, s.request_id, 'Event ' || s.event_id || ' was created before its updateTime.' as sentence
        from seen_event s where s.created_at is null or s.update_time is null or s.created_at < s.update_time`,
  },
  {
    name: 'received events of a request never go back in time',
    counted: 'select count(distinct (endpoint_id, event_id)) from seen_event',
    broken: `
      select p.org_id, p.request_id, 'Event ' || p.event_id || ' has an updateTime before that of the event ahead of it.' as sentence
        from (select distinct s.event_id, s.update_time from seen_event s where s.signature_problem is null) s
        join public_event p on p.event_id = s.event_id
        join public_event b on b.org_id = p.org_id and b.request_id = p.request_id and b.seq < p.seq
        join (select distinct s.event_id, s.update_time from seen_event s where s.signature_problem is null) e on e.event_id = b.event_id
       where s.update_time < e.update_time`,
  },
  {
    name: 'deliveries are made with their event, and settled with the try that got through',
    counted: 'select count(*) from delivery',
    broken: `
      select d.org_id, d.request_id, 'The delivery of step ' || d.seq || ' to endpoint ' || d.endpoint_id || case
               when d.created_at <> t.at then ' was not made when its event happened.'
               when d.delivered_at < t.at then ' was done before its event happened.'
               else ' was done when no try had got through.' end as sentence
        from delivery d join transition t on t.org_id = d.org_id and t.request_id = d.request_id and t.seq = d.seq
       where d.created_at <> t.at or d.delivered_at < t.at
          or d.state = 'delivered'
             and not exists (select 1 from attempt a where a.org_id = d.org_id and a.request_id = d.request_id and a.endpoint_id = d.endpoint_id
                                and a.seq = d.seq and a.class = 'delivered'
                                and a.at between d.delivered_at - ${SAME_MOMENT} and d.delivered_at + ${SAME_MOMENT})`,
  },
]);
