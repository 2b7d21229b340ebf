import type { Client } from 'pg';

/** Every table that an export reads, and so what an auditor's role must be able to read. */
export const EXPORTED_TABLES = [
  ...['request', 'decision', 'transition', 'attempt', 'execution', 'review', 'verdict_facts', 'pause', 'retention', 'revocation', 'policy'],
  ...['operator_action', 'identity_action', 'policy_action', 'refused_action', 'webhook_action', 'client_action', 'read_action'],
  ...['journal', 'journal_leaf', 'journal_checkpoint', 'request_customer', 'revoked_approval'],
] as const;

/** Some rows or tables cannot be seen by this role: whatever it exported would look like a journal that somebody has cut. */
export class HiddenRowsError extends Error {
  constructor(role: string, hidden: readonly string[], denied: readonly string[]) {
    const [reads, hides] = [denied, hidden].map((tables) => tables.join(', '));
    super(
      `Nothing was exported: the role ${role} ` +
        [...(denied.length > 0 ? [`may not read ${reads}`] : []), ...(hidden.length > 0 ? [`does not see all rows of ${hides}`] : [])].join(
          ' and ',
        ) +
        '. Use a role with the attribute BYPASSRLS that may read these tables, as docs/audit.md creates it.',
    );
    this.name = 'HiddenRowsError';
  }
}

const VISIBLE = `
  select t.name, current_user as role,
         has_table_privilege(t.name::regclass, 'select') as readable,
         row_security_active(t.name::regclass) as hidden
    from unnest($1::text[]) as t (name)`;

/** @throws HiddenRowsError */
export async function requireAllRows(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; role: string; readable: boolean; hidden: boolean }>(VISIBLE, [EXPORTED_TABLES]);
  const hidden = rows.filter((table) => table.hidden).map(({ name }) => name);
  const denied = rows.filter((table) => !table.readable).map(({ name }) => name);
  if (hidden.length > 0 || denied.length > 0) throw new HiddenRowsError(rows[0]?.role ?? '', hidden, denied);
}
