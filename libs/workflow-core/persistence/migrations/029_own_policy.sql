-- Who proposed or approved a policy is approved by a checker, not by that policy.

select lock_served_tables();

-- Comes after whoever was shown the secret of an API client is named, and again when those are who asked for the same before. The gateway judges by the same rule; this holds also where it knew of
-- another policy or other holders. As for limits, the detail is the fact that the request is to be judged by.
create function ask_a_checker() returns trigger
language plpgsql as $$
begin
  if exists (
    select from policy p
     where p.org_id = new.org_id and p.type = new.type and p.version = new.policy_version
       and array[p.proposed_by, p.decided_by] && (array[new.requester_id] || coalesce(new.earlier_maker_ids, '{}'))) then
    raise exception using errcode = 'CS001', message = 'Who has a part in a policy is not approved by it.', detail = '{"ownPolicy":true}';
  end if;
  return new;
end
$$;
create trigger request_of_policy_author before insert or update of earlier_maker_ids on request
  for each row when (new.verdict = 'auto') execute function ask_a_checker();
