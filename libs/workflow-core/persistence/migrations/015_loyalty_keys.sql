-- Who else has used a loyalty key is asked before every call. Half a dozen indexes begin with org_id, and to a planner that takes the
-- table for empty each of them looks as good as the one over the key; the plan that it then keeps reads all requests of the org.
-- So the key leads this index, and the org is compared in words that fit none of the others.
drop index request_loyalty_key;
create index request_loyalty_key on request (loyalty_key_hash) where loyalty_key_hash is not null;

create or replace function loyalty_key_contested(org bigint, request uuid, key_hash text) returns boolean
language sql stable as $$
  select exists (
    select 1 from request o
     where o.loyalty_key_hash = key_hash and o.org_id + 0 = org and o.request_id <> request
       and (o.state in ('approved', 'needs_review')
            or o.state = 'accepted' and (select x.in_doubt or x.lease_until is not null
                                           from execution x where x.org_id = o.org_id and x.request_id = o.request_id)))
$$;

create or replace function loyalty_key_in_doubt(org bigint, request uuid) returns boolean
language sql stable as $$
  select exists (
    select 1 from request o
     where o.loyalty_key_hash = (select own.loyalty_key_hash from request own where own.org_id = org and own.request_id = request)
       and o.org_id + 0 = org and o.request_id <> request and o.state = 'accepted'
       and (select x.in_doubt from execution x where x.org_id = o.org_id and x.request_id = o.request_id))
$$;
