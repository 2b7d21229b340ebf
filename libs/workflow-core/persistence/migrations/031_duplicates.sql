select lock_served_tables();

-- Who used a reference before, the newest first: a reference that many requests have costs no more to look up than one that is new.
-- In place of 001's, which had no order; lists by reference read this one.
drop index request_by_reference;
create index request_by_reference on request (org_id, reference, created_at desc, request_id desc) where reference is not null;
