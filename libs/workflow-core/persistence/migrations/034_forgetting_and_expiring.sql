select lock_served_tables();

-- Reads are forgotten by the org's retention of JOURNAL_READS alone (033). What this function forgot no order of the org would account for, and
-- verifying the journal would call it damage. Workers of the version before have a right to call it, so that it stays and forgets nothing.
create or replace function forget_reads(keep_days int, most int) returns int
language sql immutable as $$ select 0 $$;
