import { Client } from 'pg';

/**
 * Moves what has ended into the last thirty days, as nothing of the product could: as superuser of a database that is thrown away, with
 * the triggers that keep history as it was switched off.
 */
export function ageEnded(databaseUrl: string): Promise<void> {
  return run(databaseUrl, AGE_ENDED);
}

/** Lets what waits have waited for minutes to hours. */
export function ageWaiting(databaseUrl: string): Promise<void> {
  return run(databaseUrl, AGE_WAITING);
}

async function run(databaseUrl: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** Day by day, more lately than long ago; decisions took between a minute and some hours. */
const AGE_ENDED = `
begin;
set local session_replication_role = replica;
create temporary table past on commit drop as
  select org_id, request_id,
         make_interval(mins => (row_number() over (order by request_id desc) * 600 + abs(hashtext(request_id::text)) % 480)::int) as back,
         make_interval(mins => 2 + abs(hashtext(reverse(request_id::text))) % 200) as took
    from request where ended_at is not null;
update request r set created_at = r.created_at - back - took, updated_at = r.updated_at - back, ended_at = r.ended_at - back
  from past p where p.org_id = r.org_id and p.request_id = r.request_id;
update decision d set decided_at = d.decided_at - back from past p where p.org_id = d.org_id and p.request_id = d.request_id;
update transition t set at = t.at - back - case when t.from_state is null then took else interval '0' end
  from past p where p.org_id = t.org_id and p.request_id = t.request_id;
update attempt a set at = a.at - back from past p where p.org_id = a.org_id and p.request_id = a.request_id;
commit;`;

const AGE_WAITING = `
begin;
set local session_replication_role = replica;
create temporary table past on commit drop as
  select org_id, request_id, make_interval(mins => (row_number() over (order by request_id desc) * 23 - 15)::int) as back
    from request where state = 'pending';
update request r set created_at = r.created_at - back, updated_at = r.updated_at - back
  from past p where p.org_id = r.org_id and p.request_id = r.request_id;
update transition t set at = t.at - back from past p where p.org_id = t.org_id and p.request_id = t.request_id;
commit;`;
