import { Client } from 'pg';

/** A digest of every table but some, of one org or of all: two that are equal mean that no row was added, changed or taken away. */
export async function digestOfRows(
  databaseUrl: string,
  orgId?: number,
  passedOver: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'org_id' and t.table_type = 'BASE TABLE' order by 1`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      if (passedOver.includes(name)) continue;
      const found = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text)), '') as digest
           from ${client.escapeIdentifier(name)} t where $1::bigint is null or org_id = $1`,
        [orgId ?? null],
      );
      digests[name] = found.rows[0]?.digest ?? '';
    }
    return digests;
  } finally {
    await client.end();
  }
}
