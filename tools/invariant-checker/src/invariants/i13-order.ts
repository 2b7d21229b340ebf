import { invariantOf } from './clause';

/** The last try of the schedule; what has had it no longer holds up what follows. */
const FULL_SCHEDULE = 11;

/** First arrivals of an event that follows another one of its request, at the same endpoint. */
const FOLLOWING = `
  (select s.endpoint_id, p.org_id, p.request_id, p.seq, p.event_id, p.state, min(s.line) as line
     from seen_event s join public_event p on p.event_id = s.event_id
    group by 1, 2, 3, 4, 5, 6) f
  join public_event b on b.org_id = f.org_id and b.request_id = f.request_id and b.seq < f.seq
  join delivery d on d.org_id = b.org_id and d.request_id = b.request_id and d.seq = b.seq and d.endpoint_id = f.endpoint_id`;

/** A subscriber hears of a request's end only after it has taken what came before. */
export const order = invariantOf('I13', 'Events of a request come in order', [
  {
    name: 'an event is first tried when the one before it was accepted or given up',
    counted: `select count(*) from ${FOLLOWING}`,
    broken: `
      select f.org_id, f.request_id, 'Receiver ' || f.endpoint_id || ' was sent ' || f.state || ' (line ' || f.line || ') before it had accepted ' || b.state || '.' as sentence
        from ${FOLLOWING}
       where d.state not in ('exhausted', 'dropped')
         and not exists (select 1 from seen_event e where e.event_id = b.event_id and e.endpoint_id = f.endpoint_id and e.accepted and e.line < f.line)
         and (select count(*) from attempt a where a.org_id = d.org_id and a.request_id = d.request_id and a.endpoint_id = d.endpoint_id
                 and a.seq = d.seq and a.class <> 'delivered') < ${FULL_SCHEDULE}`,
  },
  {
    name: 'no later event is settled while an earlier one is due',
    counted: 'select count(*) from delivery',
    broken: `
      select d.org_id, d.request_id, 'Step ' || d.seq || ' is ' || d.state || ' at endpoint ' || d.endpoint_id || ', but step ' || b.seq || ' was never tried to its end.' as sentence
        from delivery d
        join delivery b on b.org_id = d.org_id and b.endpoint_id = d.endpoint_id and b.request_id = d.request_id and b.seq < d.seq
       where d.state in ('delivered', 'exhausted') and b.state = 'due'
         and not exists (select 1 from attempt a where a.org_id = b.org_id and a.request_id = b.request_id and a.endpoint_id = b.endpoint_id
                            and a.seq = b.seq and a.class = 'delivered')
         and (select count(*) from attempt a where a.org_id = b.org_id and a.request_id = b.request_id and a.endpoint_id = b.endpoint_id
                 and a.seq = b.seq) < ${FULL_SCHEDULE}`,
  },
]);
