import { ATTEMPTS_BEFORE } from './attempts-before';

/**
 * Rows of tables that no leaf holds, or not alone, against what the journal tells of them. One row for each that is wrong: its table, what
 * names it, whether it was edited, inserted or deleted, and in which columns. docs/audit.md lists what is compared.
 */
const ROW = (table: string, name: string, kind: string, columns: string): string =>
  `'${table}' as "table", ${name}::text as name, ${kind} as kind, ${columns} as columns`;

/** Names of columns for which something is wrong. */
const wrong = (checks: Readonly<Record<string, string>>): string =>
  `array_remove(array[${Object.entries(checks)
    .map(([column, isWrong]) => `case when ${isWrong} then '${column}' end`)
    .join(', ')}], null)`;

/** Of what versions sealed that knew of no rows, as of what is older than the journal, times were read from the clock one by one. */
const IS_OF_BEFORE = `exists (select from journal_leaf l where l.org_id = t.org_id and l.request_id = t.request_id and l.kind = 'transition'
  and l.number = t.seq and l.version = 1)`;
const isNotAt = (time: string, told: string): string => `${time} <> ${told} and (not ${IS_OF_BEFORE} or ${isNotAbout(time, told)})`;

/** A time that was read from the clock beside the journal's, in the same statement. */
const isNotAbout = (time: string, told: string): string => `abs(extract(epoch from ${time} - ${told})) > 5`;

const REQUESTS = `
  select ${ROW(
    'request',
    'r.request_id',
    `'edit'`,
    wrong({
      payload: `r.erased_at is null and (r.payload_salt !~ '^([0-9a-f]{2})*$' or r.payload_digest <>
        encode(sha256(case when r.payload_salt ~ '^([0-9a-f]{2})*$' then decode(r.payload_salt, 'hex') else '' end || convert_to(r.payload::text, 'UTF8')), 'hex'))`,
      approvals: `r.approvals <> coalesce(d.approved, 0)`,
      checker_id: `case when d.last_at is null then r.checker_id is not null else not exists (
        select from decision x where x.org_id = r.org_id and x.request_id = r.request_id and x.checker_id = r.checker_id and x.decided_at = d.last_at) end`,
      open_positions: `coalesce(r.open_positions, '{}') <> array(
        select p from generate_series(1, d.highest) as p where p <> all (d.positions) order by p)`,
      outcome: `r.outcome::text is distinct from t.outcome::text`,
      updated_at: `r.updated_at <> greatest(t.at, d.last_at, b.last_at)`,
      ended_at: `(r.ended_at is not null) <> (r.state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired')) or ${isNotAt('r.ended_at', 't.at')}`,
      loyalty_answer: `r.loyalty_answer is not null and (r.state not in ('approved', 'failed', 'accepted', 'needs_review')
        or r.state = 'accepted' and not exists (select from attempt a where a.org_id = r.org_id and a.request_id = r.request_id and a.endpoint_id is null))`,
      erased_at: `r.erased_at is not null and (r.payload::text <> '{"erased":true}' or r.payload_salt <> '' or r.customer <> 'erased' or r.line <> 'erased'
        or coalesce(r.reference, r.natural_key_hash, r.idempotency_key, r.fingerprint, r.loyalty_answer::text,
          case when r.state <> 'approved' then r.loyalty_key_hash end) is not null)`,
    }),
  )}
    from request r
    left join lateral (select t.* from transition t where t.org_id = r.org_id and t.request_id = r.request_id order by t.seq desc limit 1) t on true
    left join lateral (select count(*) filter (where x.verdict = 'approved') as approved, max(x.decided_at) as last_at,
                              max(x.position) as highest, array_agg(x.position) as positions
                         from decision x where x.org_id = r.org_id and x.request_id = r.request_id) d on true
    left join lateral (select max(x.at) as last_at from revoked_approval x where x.org_id = r.org_id and x.request_id = r.request_id) b on true
   where r.org_id = $1`;

const DECISIONS = `
  select ${ROW('decision', `concat(d.checker_id, ' of request ', d.request_id)`, `'insert'`, `'{}'::text[]`)}
    from decision d
   where d.org_id = $1 and not exists (select from request r where r.org_id = d.org_id and r.request_id = d.request_id)`;

const POSITIONS = `
  select ${ROW(
    'decision',
    `concat(d.checker_id, ' of request ', d.request_id)`,
    `'edit'`,
    wrong({ position: `d.verdict = 'rejected' and d.position is not null` }),
  )}
    from decision d
   where d.org_id = $1`;

const FACTS = `
  select ${ROW('verdict_facts', 'f.request_id', `'insert'`, `'{}'::text[]`)}
    from verdict_facts f
   where f.org_id = $1 and not exists (select from request r where r.org_id = f.org_id and r.request_id = f.request_id)`;

const CUSTOMERS = `
  select ${ROW('request_customer', 'n.request_id', `'insert'`, `'{}'::text[]`)}
    from request_customer n
   where n.org_id = $1 and not exists (select from request r where r.org_id = n.org_id and r.request_id = n.request_id and r.erased_at is null)`;

/**
 * Before a request is accepted nobody tries anything, and once it has ended, only a worker that had lost its lease notes another attempt, and
 * says so.
 */
const ATTEMPTS = `
  select ${ROW('attempt', `concat(a.attempt_id, ' of request ', a.request_id)`, `'insert'`, `'{}'::text[]`)}
    from attempt a
    left join request r on r.org_id = a.org_id and r.request_id = a.request_id
    left join transition t on t.org_id = r.org_id and t.request_id = r.request_id and t.seq = r.version
   where a.org_id = $1 and a.endpoint_id is null and not a.fenced
     and (r.request_id is null or r.state = 'pending'
          or r.ended_at is not null and not (${ATTEMPTS_BEFORE}) and (a.written_in > 0 or not ${IS_OF_BEFORE}))`;

const EXECUTIONS = `
  select ${ROW(
    'execution',
    'coalesce(r.request_id, e.request_id)',
    `case when e.request_id is null then 'delete' when r.request_id is null or r.state not in ('accepted', 'needs_review') then 'insert' else 'edit' end`,
    wrong({ type: 'e.type <> r.type' }),
  )}
    from (select * from request r where r.org_id = $1) r
    full join (select * from execution e where e.org_id = $1) e on e.request_id = r.request_id
   where (e.request_id is not null) <> coalesce(r.state in ('accepted', 'needs_review'), false) or e.type <> r.type`;

const REVIEWS = `
  select ${ROW(
    'review',
    `concat(coalesce(v.proposal, p.proposal), ' of request ', coalesce(v.request_id, p.request_id))`,
    `case when v.request_id is null then 'delete' when p.request_id is null then 'insert' else 'edit' end`,
    wrong({
      requester_id: 'v.requester_id <> r.requester_id',
      action: 'v.action is distinct from p.resolution',
      evidence: `v.evidence is distinct from coalesce(p.reason, 'erased')`,
      proposed_by: 'v.proposed_by <> p.actor_id',
      proposed_by_name: 'v.proposed_by_name <> p.actor_name',
      proposed_at: isNotAbout('v.proposed_at', 'p.at'),
      status: `v.status <> coalesce(case d.action when 'confirm' then 'confirmed' when 'decline' then 'declined' when 'withdraw' then 'withdrawn' end, 'proposed')`,
      decided_by: `v.decided_by is distinct from case when d.action <> 'withdraw' then d.actor_id end`,
      decided_by_name: `v.decided_by_name is distinct from case when d.action <> 'withdraw' then d.actor_name end`,
      decided_at: `(v.decided_at is null) <> (d.at is null) or ${isNotAbout('v.decided_at', 'd.at')}`,
    }),
  )}
    from (select * from review v where v.org_id = $1) v
    full join (select * from operator_action a where a.org_id = $1 and a.action = 'propose') p
           on p.request_id = v.request_id and p.proposal = v.proposal
    left join operator_action d on d.org_id = $1 and d.request_id = v.request_id and d.proposal = v.proposal and d.action in ('confirm', 'decline', 'withdraw')
    left join request r on r.org_id = $1 and r.request_id = v.request_id`;

const PAUSES = `
  select ${ROW(
    'pause',
    'coalesce(p.type, a.type)',
    `case when p.type is null then 'delete' when a.type is null then 'insert' else 'edit' end`,
    wrong({
      paused_by: 'p.paused_by <> a.actor_id',
      paused_by_name: 'p.paused_by_name <> a.actor_name',
      reason: `p.reason is distinct from coalesce(a.reason, 'erased')`,
      paused_at: isNotAbout('p.paused_at', 'a.at'),
    }),
  )}
    from (select * from pause p where p.org_id = $1) p
    full join (select * from (select distinct on (a.type) a.* from operator_action a
                               where a.org_id = $1 and a.action in ('pause', 'resume') order by a.type, a.action_id desc) last
                where last.action = 'pause') a on a.type = p.type`;

const REVOCATIONS = `
  select ${ROW(
    'revocation',
    'coalesce(v.user_id, i.about)',
    `case when v.user_id is null then 'delete' when i.about is null then 'insert' else 'edit' end`,
    wrong({
      not_before: isNotAbout('v.not_before', 'i.at'),
      reason: `v.reason is distinct from coalesce(i.reason, 'erased')`,
      revoked_by: 'v.revoked_by <> i.actor_id',
      revoked_by_name: 'v.revoked_by_name <> i.actor_name',
    }),
  )}
    from (select * from revocation v where v.org_id = $1) v
    full join (select distinct on (i.about) i.* from identity_action i
                where i.org_id = $1 and i.action = 'revoke' order by i.about, i.action_id desc) i on i.about = v.user_id`;

const POLICIES = `
  select ${ROW(
    'policy',
    `concat(coalesce(p.type, a.type), ' ', coalesce(p.version, a.version))`,
    `case when p.type is null then 'delete' when a.type is null then 'insert' else 'edit' end`,
    wrong({
      proposed_by: 'p.proposed_by <> a.actor_id',
      proposed_at: 'p.proposed_at <> a.at',
      status: `case when d.action is null then p.status <> 'proposed' when d.action = 'decline' then p.status <> 'declined'
                    when d.action = 'withdraw' then p.status <> 'withdrawn'
                    when d.is_last then p.status <> 'active' else p.status <> 'superseded' end`,
      decided_by: 'p.decided_by is distinct from d.actor_id',
      decided_by_name: '(p.decided_by_name is null) <> (d.actor_id is null)',
      decided_at: 'p.decided_at is distinct from d.at',
    }),
  )}
    from (select * from policy p where p.org_id = $1) p
    full join (select * from policy_action a where a.org_id = $1 and a.action = 'propose') a on a.type = p.type and a.version = p.version
    left join (select x.*, x.action = 'approve' and x.action_id = max(x.action_id) filter (where x.action = 'approve') over (partition by x.type) as is_last
                 from policy_action x where x.org_id = $1 and x.action <> 'propose') d on d.type = p.type and d.version = p.version`;

const RETENTIONS = `
  select ${ROW(
    'retention',
    'coalesce(n.type, a.type)',
    `case when n.type is null then 'delete' when a.type is null then 'insert' else 'edit' end`,
    wrong({
      days: `a.reason is not null and a.reason <> n.days || ' days'`,
      set_by: 'n.set_by <> a.actor_id',
      set_at: isNotAbout('n.set_at', 'a.at'),
    }),
  )}
    from (select * from retention n where n.org_id = $1) n
    full join (select * from (select distinct on (a.type) a.* from operator_action a
                               where a.org_id = $1 and a.action = 'retain' order by a.type, a.action_id desc) last
                where last.reason is distinct from 'for good') a on a.type = n.type`;

/** A leaf without its salt, though the words that nothing holds any more are there. Whether they were to go is told by orders. */
const FORGOTTEN = `
  select ${ROW('journal_leaf', 'l.leaf_index', `'edit'`, `'{salt}'::text[]`)}
    from journal_leaf l
    left join request r on r.org_id = l.org_id and r.request_id = l.request_id
    left join operator_action a on l.kind = 'operator-action' and a.org_id = l.org_id and a.action_id = l.number
    left join identity_action i on l.kind = 'identity-action' and i.org_id = l.org_id and i.action_id = l.number
    left join webhook_action w on l.kind = 'webhook-action' and w.org_id = l.org_id and w.action_id = l.number
    left join client_action k on l.kind = 'client-action' and k.org_id = l.org_id and k.action_id = l.number
    left join read_action o on l.kind = 'read' and o.org_id = l.org_id and o.read_id = l.number
   where l.org_id = $1 and l.salt is null and l.digests is not null
     and case l.kind when 'transition' then r.erased_at is null when 'revoked-approval' then r.erased_at is null
                     when 'operator-action' then a.reason is not null or r.request_id is not null and r.erased_at is null
                     when 'identity-action' then i.reason is not null when 'webhook-action' then w.reason is not null
                     when 'client-action' then k.reason is not null
                     when 'read' then coalesce(o.what, o.filter::text, o.request_id::text, o.row_count::text, o.times::text, o.actor_id::text,
                                               o.actor_name, o.trace_id) is not null
                     else true end`;

/** What an erased request has words in once more. */
const ERASED_TRANSITIONS = `
  select ${ROW(
    'transition',
    `concat(t.seq, ' of request ', t.request_id)`,
    `'edit'`,
    wrong({ comment: 't.comment is not null', outcome: `t.outcome ->> 'message' <> 'erased'` }),
  )}
    from transition t
    join request r on r.org_id = t.org_id and r.request_id = t.request_id and r.erased_at is not null
   where t.org_id = $1`;

const ERASED_DECISIONS = `
  select ${ROW(
    'decision',
    `concat(d.checker_id, ' of request ', d.request_id)`,
    `'edit'`,
    wrong({
      comment: `d.comment <> 'erased'`,
      idempotency_key: 'd.idempotency_key is not null',
      fingerprint: 'd.fingerprint is not null',
    }),
  )}
    from decision d
    join request r on r.org_id = d.org_id and r.request_id = d.request_id and r.erased_at is not null
   where d.org_id = $1`;

const ERASED_APPROVALS = `
  select ${ROW('revoked_approval', `concat(b.entry_id, ' of request ', b.request_id)`, `'edit'`, wrong({ comment: 'b.comment is not null' }))}
    from revoked_approval b
    join request r on r.org_id = b.org_id and r.request_id = b.request_id and r.erased_at is not null
   where b.org_id = $1`;

const CHECKS = [
  REQUESTS,
  DECISIONS,
  POSITIONS,
  CUSTOMERS,
  FACTS,
  ATTEMPTS,
  EXECUTIONS,
  REVIEWS,
  PAUSES,
  REVOCATIONS,
  POLICIES,
  RETENTIONS,
  FORGOTTEN,
  ERASED_TRANSITIONS,
  ERASED_DECISIONS,
  ERASED_APPROVALS,
];

export const ROWS_BESIDE = `
  select json_build_object('beside', json_build_object('table', b."table", 'name', b.name, 'kind', b.kind, 'columns', b.columns))::text as line
    from (${CHECKS.join(' union all ')}) b
   where b.kind <> 'edit' or cardinality(b.columns) > 0`;
