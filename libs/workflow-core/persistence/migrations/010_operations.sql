-- How people end a hold: one operator proposes what became of the request and on what evidence, another one confirms or declines it.
create table review (
  org_id           bigint      not null,
  request_id       uuid        not null,
  proposal         int         not null,
  -- Kept here so that the table itself can refuse the maker.
  requester_id     bigint      not null,
  action           text        not null check (action in ('executed', 'not-executed', 'retry')),
  evidence         text        not null,
  proposed_by      bigint      not null,
  proposed_by_name text        not null,
  proposed_at      timestamptz not null,
  status           text        not null check (status in ('proposed', 'confirmed', 'declined', 'withdrawn')),
  decided_by       bigint,
  decided_by_name  text,
  decided_at       timestamptz,
  primary key (org_id, request_id, proposal),
  constraint review_two_people check (decided_by <> proposed_by),
  constraint review_not_by_maker check (proposed_by <> requester_id and decided_by <> requester_id),
  constraint review_decided_by_somebody check ((status in ('confirmed', 'declined')) = (decided_by is not null))
);
create unique index review_one_open on review (org_id, request_id) where status = 'proposed';

-- Both functions lock the request first, so that they never wait for each other in a circle, and in a statement of its own: the next one
-- then sees all that whoever held the lock has written.

-- No row back: the request is not held, is the proposer's own, or has an open proposal.
create function propose_resolution(org bigint, held uuid, resolution text, proof text, proposer bigint, proposer_name text)
returns setof review
language plpgsql volatile as $$
#variable_conflict use_column
declare
  maker bigint;
begin
  select r.requester_id into maker
    from request r
   where r.org_id = org and r.request_id = held and r.state = 'needs_review' and r.requester_id <> proposer
     for no key update;
  if not found then
    return;
  end if;
  return query
  insert into review (org_id, request_id, proposal, requester_id, action, evidence, proposed_by, proposed_by_name, proposed_at, status)
  select org, held, coalesce(max(v.proposal), 0) + 1, maker, resolution, proof, proposer, proposer_name, now_ms(), 'proposed'
    from review v where v.org_id = org and v.request_id = held
  on conflict (org_id, request_id) where status = 'proposed' do nothing
  returning *;
end
$$;

-- The second person's word, or the proposer's own withdrawal. No row back: the proposal is no longer open, or this is not the person.
create function decide_review(org bigint, held uuid, number int, verdict text, person bigint, person_name text,
                              end_outcome json, trace text, event uuid)
returns setof review
language plpgsql volatile as $$
#variable_conflict use_column
declare
  decided review;
begin
  perform from request r where r.org_id = org and r.request_id = held and r.state = 'needs_review' for no key update;
  if not found then
    return;
  end if;
  update review v
     set status = verdict, decided_at = now_ms(),
         decided_by = case when verdict <> 'withdrawn' then person end,
         decided_by_name = case when verdict <> 'withdrawn' then person_name end
   where v.org_id = org and v.request_id = held and v.proposal = number and v.status = 'proposed'
     and case verdict when 'withdrawn' then v.proposed_by = person else v.proposed_by <> person and v.requester_id <> person end
  returning v.* into decided;
  if not found then
    return;
  end if;
  if verdict = 'confirmed' then
    perform end_hold(decided, end_outcome, trace, event);
  end if;
  return next decided;
end
$$;

-- What a confirmed proposal does. An event tells, like every end, which checker approved and in what words; the evidence stays with the
-- review, and is the comment of a retry, of which no event tells.
create function end_hold(decided review, end_outcome json, trace text, event uuid) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  with moved as (
    update request r
       set state = case decided.action when 'executed' then 'approved' when 'not-executed' then 'failed' else 'accepted' end,
           version = r.version + 1, outcome = end_outcome, updated_at = greatest(now_ms(), r.updated_at),
           ended_at = case when decided.action <> 'retry' then greatest(now_ms(), r.updated_at) end
     where r.org_id = decided.org_id and r.request_id = decided.request_id and r.state = 'needs_review'
    returning r.org_id, r.request_id, r.state, r.version, r.checker_id, r.outcome, r.updated_at as at,
              case when decided.action <> 'retry' then event end as event_id
  ), gone as (
    delete from execution e using moved m
     where m.state <> 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), sent_again as (
    -- Under a new epoch: no worker that held an older one can write, and nobody remembers having dispatched it. Where the loyalty API
    -- enforces the key the doubt stays, whatever people think: a duplicate then still means executed, and a refusal comes back to them.
    update execution e
       set epoch = e.epoch + 1, lease_until = null, sent_at = null, attempts = 0,
           in_doubt = e.in_doubt and e.when_in_doubt = 'replay', due_at = clock_timestamp(), trace_id = trace
      from moved m
     where m.state = 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, outcome, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'needs_review', m.state, 'operators', decided.decided_by, decided.decided_by_name,
           m.checker_id, case when m.event_id is null then decided.evidence else d.comment end, m.outcome, trace, m.event_id, m.at
      from moved m
      left join decision d on d.org_id = m.org_id and d.request_id = m.request_id and d.checker_id = m.checker_id
  )
  insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
  select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
         delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
    from moved m
    join subscriber e on e.org_id = m.org_id
   where m.event_id is not null;
end
$$;
