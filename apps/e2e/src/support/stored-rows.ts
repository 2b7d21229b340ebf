import type { TestStack } from './test-stack';

/** Everything that a refused call must not touch. */
const TABLES = ['request', 'decision', 'transition', 'execution', 'attempt', 'delivery', 'webhook_endpoint', 'policy', 'review'] as const;

/** All that is stored of an org, row by row, and what the loyalty system has seen of it. */
export async function storedOf(on: TestStack, orgId: number): Promise<object> {
  const rows = await Promise.all(
    TABLES.map(async (table) => {
      const found = await on.sql<{ row: object }>(
        `select to_jsonb(t) as row from ${table} t where org_id = $1 order by to_jsonb(t)::text`,
        [orgId],
      );
      return [table, found.map(({ row }) => row)] as const;
    }),
  );
  const calls = (await on.loyalty.calls()).filter((call) => call.orgId === orgId);
  return { ...Object.fromEntries(rows), calls };
}
