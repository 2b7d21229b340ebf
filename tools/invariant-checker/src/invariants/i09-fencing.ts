import { invariantOf } from './clause';

/** The step and the attempt that led to it are one statement. */
const SAME_MOMENT = "interval '5 seconds'";

const LOYALTY_CALLS = 'a.endpoint_id is null and not a.fenced';

/** Whoever lost a lease changes nothing. */
export const fencing = invariantOf('I9', 'Epochs grow, and whoever lost a lease changes nothing', [
  {
    name: 'epochs of calls strictly grow',
    counted: `select count(*) from attempt a where ${LOYALTY_CALLS}`,
    broken: `
      select s.org_id, s.request_id, 'A call of epoch ' || s.epoch || ' counted after one of epoch ' || s.before || '.' as sentence
        from (select a.*, lag(a.epoch) over (partition by a.org_id, a.request_id order by a.attempt_id) as before
                from attempt a where ${LOYALTY_CALLS}) s
       where s.epoch <= s.before`,
  },
  {
    name: 'epochs of delivery tries strictly grow',
    counted: 'select count(*) from attempt a where a.endpoint_id is not null and not a.fenced',
    broken: `
      select s.org_id, s.request_id, 'A delivery try of step ' || s.seq || ' with epoch ' || s.epoch || ' counted after one with epoch ' || s.before || '.' as sentence
        from (select a.*, lag(a.epoch) over (partition by a.org_id, a.request_id, a.endpoint_id, a.seq order by a.attempt_id) as before
                from attempt a where a.endpoint_id is not null and not a.fenced) s
       where s.epoch <= s.before`,
  },
  {
    name: 'each step of a worker comes from a call that counted',
    counted: "select count(*) from transition where cause = 'worker'",
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' to ' || t.to_state || ' was made when no call with a lease was written down.' as sentence
        from transition t
       where t.cause = 'worker'
         and not exists (select 1 from attempt a where a.org_id = t.org_id and a.request_id = t.request_id and ${LOYALTY_CALLS}
                            and a.at between t.at - ${SAME_MOMENT} and t.at + ${SAME_MOMENT})`,
  },
  {
    name: 'no call counts once a request has ended',
    counted: `select count(*) from attempt a where ${LOYALTY_CALLS}`,
    broken: `
      select a.org_id, a.request_id, 'A call of epoch ' || a.epoch || ' counted after the request was ' || r.state || '.' as sentence
        from attempt a join request r on r.org_id = a.org_id and r.request_id = a.request_id
       where ${LOYALTY_CALLS} and r.ended_at + ${SAME_MOMENT} < a.at`,
  },
  {
    name: 'an open execution has the newest epoch',
    counted: 'select count(*) from execution',
    broken: `
      select e.org_id, e.request_id, 'The execution has epoch ' || e.epoch || ', but a call had epoch ' || max(a.epoch) || '.' as sentence
        from execution e join attempt a on a.org_id = e.org_id and a.request_id = e.request_id and a.endpoint_id is null
       group by e.org_id, e.request_id, e.epoch having max(a.epoch) > e.epoch`,
  },
]);
