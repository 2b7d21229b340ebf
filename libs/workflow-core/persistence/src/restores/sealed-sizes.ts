import { Client } from 'pg';

/** How far each org's journal is sealed by what the database says, and the database's time. For commands, as the owner of the tables. */
export async function sealedSizes(url: string): Promise<{ readonly at: Date; readonly sizes: ReadonlyMap<number, number> }> {
  const client = new Client({ connectionString: url, application_name: 'countersign-after-restore' });
  await client.connect();
  try {
    const { rows } = await client.query<{ org_id: string; size: string }>('select org_id, size from journal order by org_id');
    const [clock] = (await client.query<{ at: Date }>('select now_ms() as at')).rows;
    return { at: clock?.at ?? new Date(), sizes: new Map(rows.map(({ org_id: orgId, size }) => [Number(orgId), Number(size)])) };
  } finally {
    await client.end();
  }
}
