select lock_served_tables();

-- People whose grants are for places of an org see the requests of those places alone, the newest first.
create index request_by_till on request (org_id, till_id, created_at desc, request_id desc) where till_id is not null;
create index request_by_store on request (org_id, store_id, created_at desc, request_id desc) where store_id is not null;
create index request_by_zone on request (org_id, zone_id, created_at desc, request_id desc) where zone_id is not null;
create index request_by_concept on request (org_id, concept_id, created_at desc, request_id desc) where concept_id is not null;
