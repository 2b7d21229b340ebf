select lock_served_tables();

-- What the console reads. Approvals that are not the last one move no request on: those who wait for the next level find them here.
create index request_partly_approved on request (org_id, updated_at) where state = 'pending' and approvals > 0;
