import { invariantOf } from './clause';
import { POLICY_CLAUSES } from './policy-clauses';

/** The ids of programs; those of people are smaller. */
const FIRST_API_CLIENT = 1_000_000_000_000_000;

/** How many people decided so. */
const DECISIONS = (verdict: string) =>
  `(select count(distinct d.checker_id) from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.verdict = '${verdict}')`;

/** No request moves points on one person's word. */
export const fourEyes = invariantOf('I4', 'Two people stand behind each decision', [
  {
    name: 'the maker is never the checker',
    counted: 'select count(*) from decision',
    broken: `
      select r.org_id, r.request_id, 'User ' || r.requester_id || ' made the request and is named as its checker ' || w.place || '.' as sentence
        from request r
       cross join lateral (
         select 'in the request' as place where r.checker_id = r.requester_id
         union all select 'in a decision' from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.checker_id = r.requester_id
         union all select 'in step ' || t.seq from transition t
                    where t.org_id = r.org_id and t.request_id = r.request_id
                      and (t.checker_id = r.requester_id or t.cause = 'checker' and t.actor_id = r.requester_id)) w`,
  },
  {
    name: 'what was accepted has enough approvals and no rejection',
    counted: `select count(*) from request r where r.verdict = 'checker' and r.state in ('accepted', 'needs_review', 'approved', 'failed')`,
    broken: `
      select r.org_id, r.request_id,
             'The request is ' || r.state || ' with ' || ${DECISIONS('approved')} || ' of ' || r.quorum || ' approvals and ' || ${DECISIONS('rejected')} || ' rejections.' as sentence
        from request r
       where r.verdict = 'checker' and r.state in ('accepted', 'needs_review', 'approved', 'failed')
         and (${DECISIONS('approved')} <> r.quorum or ${DECISIONS('rejected')} <> 0)`,
  },
  {
    name: 'what was rejected has one rejection, and what nobody decided has none',
    counted: `select count(*) from request r where r.state in ('pending', 'rejected', 'withdrawn', 'expired')`,
    broken: `
      select r.org_id, r.request_id,
             'The request is ' || r.state || ' with ' || ${DECISIONS('rejected')} || ' rejections and ' || ${DECISIONS('approved')} || ' of ' || r.quorum || ' approvals.' as sentence
        from request r
       where r.state in ('pending', 'rejected', 'withdrawn', 'expired')
         and (${DECISIONS('rejected')} <> (r.state = 'rejected')::int or ${DECISIONS('approved')} >= r.quorum)`,
  },
  {
    name: "a checker's step names one who decided just so",
    counted: "select count(*) from transition where cause = 'checker'",
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' to ' || t.to_state || ' names checker ' || coalesce(t.actor_id::text, 'nobody') || ', who has not decided so.' as sentence
        from transition t
       where t.cause = 'checker'
         and not exists (select 1 from decision d where d.org_id = t.org_id and d.request_id = t.request_id and d.checker_id = t.actor_id
                            and d.checker_id is not distinct from t.checker_id and d.comment is not distinct from t.comment
                            and d.verdict = case t.to_state when 'accepted' then 'approved' else 'rejected' end)`,
  },
  {
    name: 'later steps and the request name the checker who approved',
    counted: `select count(*) from transition where cause in ('worker', 'operators')`,
    broken: `
      select r.org_id, r.request_id, coalesce('Step ' || t.seq, 'The request') || ' names checker ' || coalesce(w.checker::text, 'nobody') || ', who did not decide it.' as sentence
        from request r
        left join transition t on t.org_id = r.org_id and t.request_id = r.request_id and t.cause in ('worker', 'operators')
       cross join lateral (values (t.checker_id, t.seq is not null), (r.checker_id, true)) as w (checker, counts)
       where w.counts
         and (w.checker is null and r.verdict = 'checker' and r.state in ('accepted', 'needs_review', 'approved', 'failed', 'rejected')
              or w.checker is not null
                 and not exists (select 1 from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.checker_id = w.checker))`,
  },
  {
    name: 'nobody decides twice about a request',
    counted: 'select count(*) from decision',
    broken: `
      select d.org_id, d.request_id, 'Checker ' || d.checker_id || ' has ' || count(*) || ' decisions about the request.' as sentence
        from decision d group by d.org_id, d.request_id, d.checker_id having count(*) > 1`,
  },
  {
    name: 'the count of approvals is that of the decisions',
    counted: 'select count(*) from request',
    broken: `
      select r.org_id, r.request_id, 'The request counts ' || r.approvals || ' approvals, but ' || ${DECISIONS('approved')} || ' are stored.' as sentence
        from request r where r.approvals <> ${DECISIONS('approved')}`,
  },
  {
    name: 'an approval was taken back while its request waited, by a revocation of whoever gave it, and no maker gave it',
    counted: 'select count(*) from revoked_approval',
    broken: `
      select b.org_id, b.request_id, 'The approval of checker ' || b.checker_id || ' that was taken back ' || case
               when r.request_id is null then 'is of a request that does not exist.'
               when b.checker_id = any (array_prepend(r.requester_id, r.earlier_maker_ids)) then 'is a maker''s.'
               when v.user_id is null then 'is of somebody who was not revoked.'
               else 'was taken back after the request had left its checkers.' end as sentence
        from revoked_approval b
        left join request r on r.org_id = b.org_id and r.request_id = b.request_id
        left join revocation v on v.org_id = b.org_id and v.user_id = b.checker_id
       where r.request_id is null or b.checker_id = any (array_prepend(r.requester_id, r.earlier_maker_ids)) or v.user_id is null
          or exists (select 1 from transition t where t.org_id = b.org_id and t.request_id = b.request_id and t.from_state = 'pending' and t.at < b.at)`,
  },
  {
    name: 'what was decided is what the checker saw',
    counted: 'select count(*) from decision where digest_seen is not null',
    broken: `
      select d.org_id, d.request_id, 'Checker ' || d.checker_id || ' saw another payload than the one that is stored.' as sentence
        from decision d join request r on r.org_id = d.org_id and r.request_id = d.request_id
       where d.digest_seen <> r.payload_digest`,
  },
  {
    name: 'a request that asks again is its maker’s, comes after an end without execution, and names all who asked for it before',
    counted: 'select count(*) from request where resubmission_of is not null',
    broken: `
      select r.org_id, r.request_id, case
               when o.request_id is null then 'The request asks again for one that does not exist.'
               when o.state not in ('rejected', 'withdrawn', 'expired') then 'The request asks again for one that is ' || o.state || '.'
               when o.requester_id <> r.requester_id then 'The request asks again for one of another maker.'
               else 'The request does not name all who asked for it before.' end as sentence
        from request r left join request o on o.org_id = r.org_id and o.request_id = r.resubmission_of
       where r.resubmission_of is not null
         and (o.request_id is null or o.state not in ('rejected', 'withdrawn', 'expired') or o.requester_id <> r.requester_id
              or not coalesce(r.earlier_maker_ids, '{}') @> coalesce(o.earlier_maker_ids, '{}'))`,
  },
  {
    name: 'a replay names what it replays, and all who asked for it before',
    counted: 'select count(*) from request where replay_of is not null',
    broken: `
      select r.org_id, r.request_id, case
               when r.replay_of is null then 'The request names other makers, but asks for nothing again and is no program''s.'
               when o.request_id is null then 'The request replays one that does not exist.'
               when o.state <> 'failed' then 'The request replays one that is ' || o.state || '.'
               when o.payload::text <> r.payload::text then 'The request replays one with another payload.'
               else 'The request does not name all who asked for it before.' end as sentence
        from request r left join request o on o.org_id = r.org_id and o.request_id = r.replay_of
       where (r.replay_of is not null
              or r.earlier_maker_ids is not null and r.resubmission_of is null and r.requester_id < ${FIRST_API_CLIENT})
         and (o.request_id is null or o.state <> 'failed' or o.payload::text <> r.payload::text
              or r.earlier_maker_ids is distinct from coalesce(o.earlier_maker_ids, '{}') || o.requester_id)`,
  },
  {
    name: 'nobody who asked for it before, or holds the secret of the program that asks, decides on a request',
    counted: 'select count(*) from request where earlier_maker_ids is not null',
    broken: `
      select r.org_id, r.request_id, 'User ' || w.person || ' asked for it before and has a word in it.' as sentence
        from request r
       cross join lateral (
         select d.checker_id as person from decision d where d.org_id = r.org_id and d.request_id = r.request_id
         union select v.proposed_by from review v where v.org_id = r.org_id and v.request_id = r.request_id
         union select v.decided_by from review v where v.org_id = r.org_id and v.request_id = r.request_id and v.status <> 'withdrawn') w
       where w.person = any (r.earlier_maker_ids)`,
  },
  {
    name: 'holds were ended by two people, neither of them the maker',
    counted: `select count(*) from transition where cause = 'operators'`,
    broken: `
      select t.org_id, t.request_id, 'Step ' || t.seq || ' to ' || t.to_state || ' ended a hold without a proposal that a second person confirmed.' as sentence
        from transition t join request r on r.org_id = t.org_id and r.request_id = t.request_id
       where t.cause = 'operators'
         and not exists (
           select 1 from review v where v.org_id = t.org_id and v.request_id = t.request_id and v.status = 'confirmed'
              and v.decided_by = t.actor_id and v.decided_by <> v.proposed_by and v.requester_id = r.requester_id
              and r.requester_id not in (v.decided_by, v.proposed_by)
              and v.action = case t.to_state when 'approved' then 'executed' when 'failed' then 'not-executed' else 'retry' end)`,
  },
  ...POLICY_CLAUSES,
]);
