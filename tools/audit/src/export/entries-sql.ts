import { ATTEMPTS_BEFORE } from './attempts-before';
import { ENTRY_ROWS } from './rows-sql';
import { NO_REQUEST, timeOf, US } from './texts-sql';

/**
 * The entries of an org, from the tables themselves: written here once more, so that a changed view or function of the product cannot show
 * an auditor other entries than there are. Each field is described in docs/audit.md. What version 2 of a leaf adds comes after the rest.
 */
const NOTHING = `'{}'::json`;

const actorNameOf = (column: string): string => `json_strip_nulls(json_build_object('actorName', ${column}))`;

const TRANSITION_ROWS = `
  encode(sha256(convert_to(json_build_array(
    t.actor_name,
    case when t.seq = 1 then json_build_array(
      r.requester_name, r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash,
      r.idempotency_key, r.fingerprint,
      (select json_agg(n.customer order by n.customer) from request_customer n where n.org_id = t.org_id and n.request_id = t.request_id),
      (select f.facts::text from verdict_facts f where f.org_id = t.org_id and f.request_id = t.request_id)) end,
    case when t.from_state = 'pending' then
      (select json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d.comment, d.digest_seen, d.idempotency_key, d.fingerprint,
                                        ${timeOf('d.decided_at', US)}) order by d.checker_id)
         from decision d where d.org_id = t.org_id and d.request_id = t.request_id) end,
    (select json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms,
                                      ${timeOf('a.at', US)}) order by a.attempt_id)
       from attempt a
      where a.org_id = t.org_id and a.request_id = t.request_id and ${ATTEMPTS_BEFORE}),
    case when t.to_state in ('approved', 'failed') then
      (select n.loyalty_answer::text from request n where n.org_id = t.org_id and n.request_id = t.request_id) end
  )::text, 'UTF8')), 'hex')`;

const TRANSITIONS = `
  select 'transition' as kind, t.request_id, t.seq::bigint as number,
         json_strip_nulls(json_build_object(
           'request', t.request_id::text, 'seq', t.seq::text, 'from', t.from_state, 'to', t.to_state, 'cause', t.cause,
           'actor', t.actor_id::text, 'checker', t.checker_id::text, 'trace', t.trace_id, 'event', t.event_id::text,
           'at', ${timeOf('t.at')}, 'outcomeKind', t.outcome ->> 'kind', 'outcomeCode', t.outcome ->> 'code',
           'type', r.type, 'maker', r.requester_id::text, 'payloadDigest', r.payload_digest, 'policyVersion', r.policy_version::text,
           'verdict', r.verdict,
           'decisions', case when t.from_state = 'pending' then
             (select string_agg(d.checker_id || ' ' || d.verdict, ', ' order by d.decided_at, d.checker_id)
                from decision d where d.org_id = t.org_id and d.request_id = t.request_id) end)) as fields,
         json_strip_nulls(json_build_object('comment', t.comment, 'outcome', t.outcome::text)) as words,
         json_strip_nulls(json_build_object(
           'typeVersion', r.type_version::text, 'till', r.till_id, 'store', r.store_id, 'zone', r.zone_id, 'concept', r.concept_id,
           'amount', r.amount::text, 'quorum', r.quorum::text, 'band', r.band::text, 'levelGrants', r.level_grants::text,
           'limits', r.limits::text, 'replayOf', r.replay_of::text, 'resubmissionOf', r.resubmission_of::text,
           'earlierMakers', r.earlier_maker_ids::text, 'createdAt', ${timeOf('r.created_at', US)},
           'expiresAt', ${timeOf('r.expires_at', US)})) as more_fields,
         json_build_object('rows', ${TRANSITION_ROWS}) as more_words
    from transition t
    left join request r on t.seq = 1 and r.org_id = t.org_id and r.request_id = t.request_id
   where t.org_id = $1`;

const OPERATOR_ACTIONS = `
  select 'operator-action', coalesce(a.request_id, ${NO_REQUEST}), a.action_id,
         json_strip_nulls(json_build_object(
           'id', a.action_id::text, 'action', a.action, 'type', a.type, 'request', a.request_id::text,
           'newRequest', a.new_request_id::text, 'proposal', a.proposal::text, 'resolution', a.resolution, 'actor', a.actor_id::text,
           'trace', a.trace_id, 'at', ${timeOf('a.at')})),
         json_strip_nulls(json_build_object('reason', a.reason)), json_strip_nulls(json_build_object('covers', a.covers::text)),
         ${actorNameOf('a.actor_name')}
    from operator_action a
   where a.org_id = $1`;

const IDENTITY_ACTIONS = `
  select 'identity-action', ${NO_REQUEST}, i.action_id,
         json_strip_nulls(json_build_object(
           'id', i.action_id::text, 'action', i.action, 'about', i.about::text, 'actor', i.actor_id::text, 'trace', i.trace_id,
           'at', ${timeOf('i.at')})),
         json_strip_nulls(json_build_object('reason', i.reason)), ${NOTHING}, ${actorNameOf('i.actor_name')}
    from identity_action i
   where i.org_id = $1`;

const POLICY_ACTIONS = `
  select 'policy-action', ${NO_REQUEST}, c.action_id,
         json_strip_nulls(json_build_object(
           'id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text,
           'trace', c.trace_id, 'at', ${timeOf('c.at')})),
         case c.action when 'propose' then json_strip_nulls(json_build_object('settings', concat_ws(E'\\n', p.auto_approval::text,
           'config=' || p.config::text, 'expires=' || p.expires_after_hours, 'controls=' || p.controls::text,
           'notifications=' || p.notifications::text))) else '{}'::json end,
         json_strip_nulls(json_build_object('basedOn', case c.action when 'propose' then p.based_on::text end)),
         ${actorNameOf(`case c.action when 'propose' then p.proposed_by_name else p.decided_by_name end`)}
    from policy_action c
    left join policy p on p.org_id = c.org_id and p.type = c.type and p.version = c.version
   where c.org_id = $1`;

const REFUSALS = `
  select 'refusal', coalesce(f.request_id, ${NO_REQUEST}), f.refusal_id,
         json_strip_nulls(json_build_object(
           'id', f.refusal_id::text, 'action', f.action, 'code', f.code::text, 'actor', f.actor_id::text, 'request', f.request_id::text,
           'times', nullif(f.times, 1)::text, 'trace', f.trace_id, 'at', ${timeOf('f.at')})),
         ${NOTHING}, ${NOTHING}, ${NOTHING}
    from refused_action f
   where f.org_id = $1`;

const WEBHOOK_ACTIONS = `
  select 'webhook-action', ${NO_REQUEST}, w.action_id,
         json_strip_nulls(json_build_object(
           'id', w.action_id::text, 'action', w.action, 'webhook', w.endpoint_id::text, 'change', w.change_id::text,
           'details', w.details::text, 'actor', w.actor_id::text, 'trace', w.trace_id, 'at', ${timeOf('w.at')})),
         json_strip_nulls(json_build_object('reason', w.reason)), ${NOTHING}, ${actorNameOf('w.actor_name')}
    from webhook_action w
   where w.org_id = $1`;

const CLIENT_ACTIONS = `
  select 'client-action', ${NO_REQUEST}, k.action_id,
         json_strip_nulls(json_build_object(
           'id', k.action_id::text, 'action', k.action, 'client', k.client_id::text, 'change', k.change_id::text,
           'details', k.details::text, 'actor', k.actor_id::text, 'trace', k.trace_id, 'at', ${timeOf('k.at')})),
         json_strip_nulls(json_build_object('reason', k.reason)), ${NOTHING}, ${actorNameOf('k.actor_name')}
    from client_action k
   where k.org_id = $1`;

const READS = `
  select 'read', ${NO_REQUEST}, r.read_id,
         json_build_object('id', r.read_id::text, 'at', ${timeOf('r.at')}),
         json_strip_nulls(json_build_object(
           'actor', r.actor_id::text, 'what', r.what, 'filter', r.filter::text, 'request', r.request_id::text, 'rows', r.row_count::text,
           'times', nullif(r.times, 1)::text, 'trace', r.trace_id)), ${NOTHING}, ${actorNameOf('r.actor_name')}
    from read_action r
   where r.org_id = $1`;

const REVOKED_APPROVALS = `
  select 'revoked-approval', b.request_id, b.entry_id,
         json_strip_nulls(json_build_object(
           'id', b.entry_id::text, 'request', b.request_id::text, 'checker', b.checker_id::text, 'position', b.position::text,
           'digestSeen', b.digest_seen, 'decidedAt', ${timeOf('b.decided_at', US)}, 'actor', b.revoked_by::text,
           'at', ${timeOf('b.at')})),
         json_strip_nulls(json_build_object('comment', b.comment)), ${NOTHING},
         json_build_object('checkerName', b.checker_name, 'actorName', b.revoked_by_name)
    from revoked_approval b
   where b.org_id = $1`;

const ENTRIES = [
  TRANSITIONS,
  OPERATOR_ACTIONS,
  IDENTITY_ACTIONS,
  POLICY_ACTIONS,
  REFUSALS,
  WEBHOOK_ACTIONS,
  CLIENT_ACTIONS,
  READS,
  REVOKED_APPROVALS,
].join(' union all ');

const inVersion = (part: 'fields' | 'words'): string =>
  `case when l.version > 1 then e.${part}::jsonb || e.more_${part}::jsonb else e.${part}::jsonb end`;
const WORDS = `(${inVersion('words')}) || case when l.version > 2 and x.words is not null then x.words::jsonb else '{}' end`;

/** Leaves in their order, each with its entry where there is one. Words whose salt was erased are not shown: nothing holds them. */
export const LEAVES = `
  select json_build_object(
           'leaf', l.leaf_index, 'kind', l.kind, 'request', l.request_id, 'number', l.number, 'hash', encode(l.leaf_hash, 'base64'),
           'fields', ${inVersion('fields')}, 'words', case when l.salt is not null or l.digests is null then ${WORDS} end,
           'salt', encode(l.salt, 'base64'), 'lasting', case when l.version > 2 then x.lasting end,
           'lastingSalt', encode(l.lasting_salt, 'base64'), 'digests', l.digests)::text as line
    from journal_leaf l
    left join (${ENTRIES}) e on e.kind = l.kind and e.request_id = l.request_id and e.number = l.number
    left join (${ENTRY_ROWS}) x on x.kind = l.kind and x.request_id = l.request_id and x.number = l.number
   where l.org_id = $1
   order by l.leaf_index`;

export const UNSEALED = `
  select json_build_object('unsealed', json_build_object('kind', e.kind, 'request', e.request_id, 'number', e.number,
           'fields', e.fields::jsonb || e.more_fields::jsonb, 'words', e.words))::text
           as line
    from (${ENTRIES}) e
   where not exists (select from journal_leaf l where l.org_id = $1 and l.request_id = e.request_id and l.kind = e.kind and l.number = e.number)`;

export const CHECKPOINTS = `
  select json_build_object('checkpoint', json_build_object(
           'size', c.tree_size, 'note', c.note, 'root', encode(c.root, 'base64'), 'from', c.from_size, 'sealedAt', ${timeOf('c.sealed_at')}))::text
           as line
    from journal_checkpoint c where c.org_id = $1 order by c.tree_size`;

export const HEADS = `
  select json_build_object('head', json_build_object('size', j.size, 'peaks', encode(j.peaks, 'base64'), 'isTakingIn', j.walk_kind is not null))::text as line
    from journal j where j.org_id = $1`;

export const STANDINGS = `
  select json_build_object('standing', json_strip_nulls(json_build_object(
           'request', r.request_id, 'type', r.type, 'state', r.state, 'version', r.version, 'erased', case when r.erased_at is not null then true end)))::text as line
    from request r where r.org_id = $1`;
