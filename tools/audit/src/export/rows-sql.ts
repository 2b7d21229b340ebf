import { ATTEMPTS_BEFORE } from './attempts-before';
import { digestOf, NO_REQUEST, timeOf, US } from './texts-sql';

/**
 * What version 3 of a leaf adds, from the tables themselves, as of the view `journal_rows`: rows that an entry rests on, one by one. `words` go
 * when the request is erased, `lasting` stays.
 */
const OF_REQUEST = (table: string, alias: string): string =>
  `${table} ${alias} where ${alias}.org_id = t.org_id and ${alias}.request_id = t.request_id`;

const TRANSITION_ROWS = `
  select 'transition' as kind, t.request_id, t.seq::bigint as number,
         json_strip_nulls(json_build_object(
           'request', case when t.seq = 1 then ${digestOf(`json_build_array(
             r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash, r.idempotency_key,
             r.fingerprint)`)} end,
           'customers', case when t.seq = 1 then
             (select ${digestOf('json_agg(n.customer order by n.customer)')} from ${OF_REQUEST('request_customer', 'n')} having count(*) > 0) end,
           'comments', case when t.from_state = 'pending' then
             (select ${digestOf('json_agg(json_build_array(d.checker_id, d.comment, d.idempotency_key, d.fingerprint) order by d.checker_id)')}
                from ${OF_REQUEST('decision', 'd')} having count(*) > 0) end,
           'answer', case when t.to_state in ('approved', 'failed') then ${digestOf('to_json(r.loyalty_answer::text)')} end)) as words,
         json_strip_nulls(json_build_object(
           'by', t.actor_name,
           'maker', case when t.seq = 1 then r.requester_name end,
           'facts', case when t.seq = 1 then (select ${digestOf('to_json(f.facts::text)')} from ${OF_REQUEST('verdict_facts', 'f')}) end,
           'decided', case when t.from_state = 'pending' then
             (select ${digestOf(`json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d.position, d.digest_seen, ${timeOf('d.decided_at', US)})
                                          order by d.checker_id)`)}
                from ${OF_REQUEST('decision', 'd')} having count(*) > 0) end,
           'attempts',
             (select ${digestOf(`json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms,
                                                           ${timeOf('a.at', US)}) order by a.attempt_id)`)}
                from ${OF_REQUEST('attempt', 'a')} and ${ATTEMPTS_BEFORE} having count(*) > 0),
           'ending', case when t.outcome is not null then ${digestOf(`json_strip_nulls(json_build_array(
             t.outcome -> 'kind', t.outcome -> 'code', t.outcome -> 'attempts', t.outcome -> 'partial'))`)} end,
           'loyaltyKey', case when t.to_state = 'approved' then r.loyalty_key_hash end)) as lasting
    from transition t
    left join request r on (t.seq = 1 or t.to_state in ('approved', 'failed')) and r.org_id = t.org_id and r.request_id = t.request_id
   where t.org_id = $1`;

const REVOKED_APPROVAL_ROWS = `
  select 'revoked-approval', b.request_id, b.entry_id, '{}'::json, json_build_object('by', b.revoked_by_name, 'checker', b.checker_name)
    from revoked_approval b where b.org_id = $1`;

const ACTION_ROWS = [
  ['operator-action', 'operator_action', `coalesce(a.request_id, ${NO_REQUEST})`],
  ['identity-action', 'identity_action', NO_REQUEST],
  ['webhook-action', 'webhook_action', NO_REQUEST],
  ['client-action', 'client_action', NO_REQUEST],
].map(
  ([kind, table, request]) => `
  select '${kind}', ${request}, a.action_id, '{}'::json, json_strip_nulls(json_build_object('by', a.actor_name)) from ${table} a where a.org_id = $1`,
);

export const ENTRY_ROWS = [TRANSITION_ROWS, REVOKED_APPROVAL_ROWS, ...ACTION_ROWS].join(' union all ');
