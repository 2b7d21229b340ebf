import { Client } from 'pg';

/** The orgs of tests that are about something else: two people have agreed there that webhooks and API clients change at once. */
export const ORGS_AT_ONCE = [0, 7, 8] as const;

const AGREED = `
  insert into policy (org_id, type, version, status, auto_approval, config, based_on, proposed_by, proposed_by_name, proposed_at,
                      decided_by, decided_by_name, decided_at)
  select org, 'CONFIGURATION', 1, 'active', '{"mode":"off"}', '{"actAtOnce":true}', 0, 9901, 'agreed.one', now(), 9902, 'agreed.two', now()
    from unnest($1::bigint[]) as org`;

export async function agreeToActAtOnce(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(AGREED, [ORGS_AT_ONCE]);
  await client.end();
}
