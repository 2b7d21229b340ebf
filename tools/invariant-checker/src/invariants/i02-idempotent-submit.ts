import { invariantOf } from './clause';

const KEYED = "c.idempotency_key is not null and c.phase = 'ok'";

/** A key stands for one request, whatever happened to the answers. */
export const idempotentSubmit = invariantOf('I2', 'The same key is the same request', [
  {
    name: 'a key has at most one request',
    counted: 'select count(*) from request where idempotency_key is not null',
    broken: `
      select org_id, min(request_id::text)::uuid as request_id,
             'User ' || requester_id || ' has ' || count(*) || ' requests under one idempotency key.' as sentence
        from request where idempotency_key is not null
       group by org_id, requester_id, idempotency_key having count(*) > 1`,
  },
  {
    name: 'submits repeated by key were told the same request',
    counted: `select count(*) from (select 1 from seen_call c where ${KEYED} and c.kind = 'submit' group by c.org_id, c.user_id, c.idempotency_key having count(*) > 1) k`,
    broken: `
      select c.org_id, min(c.request_id::text)::uuid as request_id,
             'Calls ' || string_agg(c.call_id, ', ') || ' have one key and were told ' || count(distinct c.request_id) || ' different requests.' as sentence
        from seen_call c where ${KEYED} and c.kind = 'submit'
       group by c.org_id, c.user_id, c.idempotency_key having count(distinct c.request_id) > 1`,
  },
  {
    name: 'submits repeated by key got the same answer',
    counted: `
      select count(*) from (
        select 1 from seen_call c join request r on r.org_id = c.org_id and r.request_id = c.request_id
         where ${KEYED} and c.kind = 'submit' and c.answer_hash is not null and r.verdict = 'checker'
         group by c.org_id, c.user_id, c.idempotency_key having count(*) > 1) k`,
    // What approves itself may have come further when it is asked for again.
    broken: `
      select c.org_id, min(c.request_id::text)::uuid as request_id,
             'Calls ' || string_agg(c.call_id, ', ') || ' have one key and got ' || count(distinct c.answer_hash) || ' different answers.' as sentence
        from seen_call c join request r on r.org_id = c.org_id and r.request_id = c.request_id
       where ${KEYED} and c.kind = 'submit' and c.answer_hash is not null and r.verdict = 'checker'
       group by c.org_id, c.user_id, c.idempotency_key having count(distinct c.answer_hash) > 1`,
  },
  {
    name: 'decisions repeated by key are one decision',
    counted: `select count(*) from seen_call c where ${KEYED} and c.kind in ('approve', 'reject')`,
    broken: `
      select c.org_id, min(c.request_id::text)::uuid as request_id,
             'Calls ' || string_agg(c.call_id, ', ') || ' of checker ' || c.user_id || ' have one key, but were acknowledged as different decisions.' as sentence
        from seen_call c where ${KEYED} and c.kind in ('approve', 'reject')
       group by c.org_id, c.user_id, c.idempotency_key having count(distinct (c.request_id, c.kind)) > 1`,
  },
  {
    name: 'a refused submit left nothing',
    counted: `select count(*) from seen_call c where c.kind = 'submit' and c.phase = 'fail' and c.idempotency_key is not null`,
    broken: `
      select r.org_id, r.request_id, 'Submit ' || c.call_id || ' was refused, and no other call has its key; still the request exists.' as sentence
        from seen_call c
        join request r on r.org_id = c.org_id and r.requester_id = c.user_id and r.idempotency_key = c.idempotency_key
       where c.kind = 'submit' and c.phase = 'fail'
         and not exists (select 1 from seen_call o where o.org_id = c.org_id and o.user_id = c.user_id
                            and o.idempotency_key = c.idempotency_key and o.kind = 'submit' and o.phase <> 'fail')`,
  },
]);
