import { invariantOf } from './clause';

/** A subscription that is made or removed just while an event is journaled may or may not hear of it. */
const SAME_MOMENT = "interval '2 seconds'";

/** Each event with each endpoint that was subscribed when it happened. */
const EXPECTED = `
  public_event p
  join webhook_endpoint e on e.org_id = p.org_id and 'requestWorkflowEvent' = any (e.event_names)
   and e.created_at + ${SAME_MOMENT} < p.at and (e.deleted_at is null or e.deleted_at > p.at + ${SAME_MOMENT})`;

const DELIVERY_OF = (event: string) => `d.org_id = ${event}.org_id and d.request_id = ${event}.request_id and d.seq = ${event}.seq`;

const WATCHED = `
  delivery d
  join seen_receiver c on c.org_id = d.org_id and c.endpoint_id = d.endpoint_id
  join public_event p on ${DELIVERY_OF('p')}`;

const TRIES = `attempt a where a.org_id = d.org_id and a.request_id = d.request_id and a.endpoint_id = d.endpoint_id and a.seq = d.seq and not a.fenced`;

/** Every subscriber gets every event at least once, signed, with the same bytes each time, and nothing else. */
export const delivery = invariantOf('I12', 'Subscribers get every event, and nothing else', [
  {
    name: 'each endpoint has a delivery of each event since its creation',
    counted: `select count(*) from ${EXPECTED}`,
    broken: `
      select p.org_id, p.request_id, 'Event ' || p.event_id || ' (' || p.state || ') has no delivery to endpoint ' || e.endpoint_id || '.' as sentence
        from ${EXPECTED}
        left join delivery d on ${DELIVERY_OF('p')} and d.endpoint_id = e.endpoint_id
       where d.seq is null`,
  },
  {
    name: 'each delivery is of an event of its own org',
    counted: 'select count(*) from delivery',
    broken: `
      select d.org_id, d.request_id, 'The delivery of step ' || d.seq || ' to endpoint ' || d.endpoint_id || ' is of no event or to no endpoint.' as sentence
        from delivery d
       where not exists (select 1 from public_event p where ${DELIVERY_OF('p')})
          or not exists (select 1 from webhook_endpoint e where e.org_id = d.org_id and e.endpoint_id = d.endpoint_id)`,
  },
  {
    name: 'what was delivered is in the log of its receiver',
    counted: `select count(*) from ${WATCHED} where d.state = 'delivered'`,
    broken: `
      select d.org_id, d.request_id, 'Event ' || p.event_id || ' counts as delivered to endpoint ' || d.endpoint_id || ', but its receiver never accepted it.' as sentence
        from ${WATCHED}
       where d.state = 'delivered'
         and not exists (select 1 from seen_event s where s.event_id = p.event_id and s.endpoint_id = d.endpoint_id
                            and s.accepted and s.signature_problem is null)`,
  },
  {
    name: 'deliveries have the tries that their state speaks of',
    counted: 'select count(*) from delivery',
    broken: `
      select d.org_id, d.request_id, 'The delivery of step ' || d.seq || ' to endpoint ' || d.endpoint_id || ' is ' || d.state || ' without a reason.' as sentence
        from delivery d join webhook_endpoint e on e.org_id = d.org_id and e.endpoint_id = d.endpoint_id
       where case d.state
               when 'delivered' then d.delivered_at is null or not exists (select 1 from ${TRIES} and a.class = 'delivered')
               when 'exhausted' then not exists (select 1 from ${TRIES} and a.class <> 'delivered')
               when 'dropped' then e.deleted_at is null
               else d.state <> 'due' end`,
  },
  {
    name: 'everything received is signed',
    counted: 'select count(*) from seen_event',
    broken: `
      select s.org_id, s.request_id, 'Line ' || s.line || ' of receiver ' || s.endpoint_id || ' ' || s.signature_problem || '.' as sentence
        from seen_event s where s.signature_problem is not null`,
  },
  {
    name: 'everything received is an event of that org',
    counted: 'select count(*) from seen_event',
    broken: `
      select s.org_id, s.request_id, 'Line ' || s.line || ' of receiver ' || s.endpoint_id || case
               when p.event_id is null then ' is an event that never happened.'
               when c.endpoint_id is not null and p.org_id <> c.org_id then ' is an event of another org.'
               else ' is of an event that it has no delivery of.' end as sentence
        from seen_event s
        left join seen_receiver c on c.endpoint_id = s.endpoint_id
        left join public_event p on p.event_id = s.event_id
        left join delivery d on ${DELIVERY_OF('p')} and d.endpoint_id = s.endpoint_id
       where p.event_id is null or p.org_id is distinct from c.org_id or d.seq is null`,
  },
  {
    name: 'repeated events have the same bytes',
    counted: 'select count(*) from (select 1 from seen_event group by endpoint_id, event_id having count(*) > 1) r',
    broken: `
      select min(s.org_id) as org_id, min(s.request_id::text)::uuid as request_id,
             'Event ' || s.event_id || ' came to receiver ' || s.endpoint_id || ' with ' || count(distinct s.body_hash) || ' different bodies.' as sentence
        from seen_event s where s.event_id is not null
       group by s.endpoint_id, s.event_id having count(distinct s.body_hash) > 1`,
  },
  {
    name: 'webhook-id is the event id, and webhook-timestamp the time of sending',
    counted: 'select count(*) from seen_event',
    broken: `
      select s.org_id, s.request_id, 'Line ' || s.line || ' of receiver ' || s.endpoint_id || case
               when s.webhook_id is distinct from s.event_id::text then ' has another webhook-id than its event.'
               else ' has a webhook-timestamp that is far from the time of its arrival.' end as sentence
        from seen_event s
       where s.webhook_id is distinct from s.event_id::text or abs(s.signed_at * 1000 - s.at) > 600000`,
  },
]);
