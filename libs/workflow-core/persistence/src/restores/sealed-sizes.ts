import { inOwnSession } from '../postgres/owner-session';

/** How far each org's journal is sealed by what the database says, and the database's time. For commands, as the owner of the tables. */
export function sealedSizes(url: string): Promise<{ readonly at: Date; readonly sizes: ReadonlyMap<number, number> }> {
  return inOwnSession(url, 'countersign-after-restore', async (client) => {
    const { rows } = await client.query<{ org_id: string; size: string }>('select org_id, size from journal order by org_id');
    const [clock] = (await client.query<{ at: Date }>('select now_ms() as at')).rows;
    return { at: clock?.at ?? new Date(), sizes: new Map(rows.map(({ org_id: orgId, size }) => [Number(orgId), Number(size)])) };
  });
}
