import { invariantOf } from './clause';

const OK = (kinds: string) => `c.phase = 'ok' and c.kind in (${kinds})`;
const REQUEST_OF_CALL = 'left join request r on r.org_id = c.org_id and r.request_id = c.request_id';

/** Whatever a client was told has been done is there, with just the content that was sent. */
export const noAcknowledgedLoss = invariantOf('I1', 'Nothing that was acknowledged is lost', [
  {
    name: 'acknowledged submits are stored as they were sent',
    counted: `select count(*) from seen_call c where ${OK("'submit'")}`,
    broken: `
      select c.org_id, c.request_id,
             'Submit ' || c.call_id || case
               when c.request_id is null then ' was acknowledged without the id of a request.'
               when r.request_id is null then ' was acknowledged, but its request does not exist.'
               when r.requester_id is distinct from c.user_id then ' was acknowledged to user ' || c.user_id || ', but the request is of ' || r.requester_id || '.'
               when r.type is distinct from c.type then ' was of type ' || c.type || ', but the request is of type ' || r.type || '.'
               when r.idempotency_key is distinct from c.idempotency_key then ' had another idempotency key than the request.'
               else ' sent another payload than the one that is stored.' end as sentence
        from seen_call c ${REQUEST_OF_CALL}
       where ${OK("'submit'")}
         and (r.request_id is null or r.requester_id is distinct from c.user_id or c.type is not null and r.type <> c.type
              or r.idempotency_key is distinct from c.idempotency_key
              or c.payload_hash is not null and c.payload_hash <> encode(sha256(convert_to(r.payload::text, 'UTF8')), 'hex'))`,
  },
  {
    name: 'acknowledged decisions are stored',
    counted: `select count(*) from seen_call c where ${OK("'approve', 'reject'")}`,
    broken: `
      select c.org_id, c.request_id, 'Decision ' || c.call_id || ' (' || c.kind || ') of user ' || c.user_id || ' was acknowledged, but is not stored.' as sentence
        from seen_call c
       where ${OK("'approve', 'reject'")}
         and not exists (select 1 from decision d where d.org_id = c.org_id and d.request_id = c.request_id and d.checker_id = c.user_id
                            and d.verdict = case c.kind when 'approve' then 'approved' else 'rejected' end)
         and not (c.kind = 'approve' and exists (
           select 1 from revoked_approval b where b.org_id = c.org_id and b.request_id = c.request_id and b.checker_id = c.user_id))`,
  },
  {
    name: 'acknowledged withdrawals are stored',
    counted: `select count(*) from seen_call c where ${OK("'withdraw'")}`,
    broken: `
      select c.org_id, c.request_id, 'Withdrawal ' || c.call_id || ' of user ' || c.user_id || ' was acknowledged, but the request is not withdrawn.' as sentence
        from seen_call c
       where ${OK("'withdraw'")}
         and not exists (select 1 from transition t where t.org_id = c.org_id and t.request_id = c.request_id
                            and t.to_state = 'withdrawn' and t.actor_id = c.user_id)`,
  },
  {
    name: "acknowledged operators' words are stored",
    counted: `select count(*) from seen_call c where ${OK("'propose', 'confirm'")}`,
    broken: `
      select c.org_id, c.request_id, 'Word ' || c.call_id || ' (' || c.kind || ') of operator ' || c.user_id || ' was acknowledged, but is not stored.' as sentence
        from seen_call c
       where ${OK("'propose', 'confirm'")}
         and not exists (select 1 from review v where v.org_id = c.org_id and v.request_id = c.request_id
                            and case c.kind when 'propose' then v.proposed_by = c.user_id
                                            else v.decided_by = c.user_id and v.status = 'confirmed' end)`,
  },
  {
    name: 'what a client was told of a state is still so',
    counted: `select count(*) from seen_call c where c.phase = 'ok' and c.state is not null and c.request_id is not null`,
    broken: `
      select c.org_id, c.request_id,
             'Call ' || c.call_id || ' was told the state ' || c.state || ', but the request is ' || coalesce(r.state, 'not there') || '.' as sentence
        from seen_call c ${REQUEST_OF_CALL}
       where c.phase = 'ok' and c.state is not null and c.request_id is not null
         and (r.request_id is null
              or c.state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired') and r.state <> c.state
              or c.state = 'IntouchAPITask' and r.state not in ('accepted', 'needs_review', 'approved', 'failed')
              or c.state not in ('AdminTask', 'IntouchAPITask', 'approved', 'failed', 'rejected', 'withdrawn', 'expired'))`,
  },
  {
    name: 'registered endpoints are stored',
    counted: 'select count(*) from seen_receiver',
    broken: `
      select s.org_id, null::uuid as request_id, 'Endpoint ' || s.endpoint_id || ' was registered, but is not stored as it was.' as sentence
        from seen_receiver s
        left join webhook_endpoint e on e.org_id = s.org_id and e.endpoint_id = s.endpoint_id
       where e.payload_format is distinct from s.payload`,
  },
]);
