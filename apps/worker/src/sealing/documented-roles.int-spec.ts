import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { auditCommand, exportJournal } from '@countersign/audit';
import { Client } from 'pg';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';

const DOCS = join(__dirname, '../../../../docs');

/** The SQL in the fence that creates this role, with names of this run: roles belong to the server. */
function documentedSql(page: string, role: string, name: string): string {
  const fences = [...readFileSync(join(DOCS, page), 'utf8').matchAll(/```sql\n([^]*?)```/g)].map(([, sql = '']) => sql);
  const found = fences.find((sql) => sql.includes(`create role ${role} `));
  if (found === undefined) throw new Error(`${page} creates no role ${role}.`);
  return found.replaceAll(new RegExp(`\\b${role}\\b`, 'g'), name).replaceAll('…', 'secret');
}

describe('a role as the pages create it', () => {
  const suffix = randomBytes(4).toString('hex');
  const [auditor, backup, plain] = [`auditor_${suffix}`, `backup_${suffix}`, `plain_${suffix}`];
  let journal: SealedJournal;
  beforeAll(async () => {
    journal = await SealedJournal.start();
    await journal.submit();
    await journal.seal();
    await journal.append();
    await journal.sql(documentedSql('audit.md', 'auditor', auditor));
    await journal.sql(documentedSql('operations.md', 'backup', backup));
    await journal.sql(documentedSql('audit.md', 'auditor', plain).replace('bypassrls', 'nobypassrls'));
  });
  afterAll(async () => {
    for (const role of [auditor, backup, plain]) await journal.sql(`drop owned by ${role}; drop role ${role}`);
    await journal.stop();
  });

  const urlOf = (role: string): string => Object.assign(new URL(journal.url), { username: role, password: 'secret' }).href;
  const file = (): string => join(journal.folder, 'by-role.jsonl');

  it('exports as the auditor what the owner of the database would', async () => {
    expect(await exportJournal({ databaseUrl: urlOf(auditor), orgId: ORG, file: file() })).toMatchObject({
      leaves: 1,
      standings: 1,
      beside: 0,
    });
    const client = new Client({ connectionString: urlOf(auditor) });
    await client.connect();
    await expect(client.query('delete from journal_leaf')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('exports nothing, and says which role is needed, where rows or tables are hidden', async () => {
    const said: string[] = [];
    const run = (role: string) =>
      auditCommand(['export', '--org', String(ORG), '--out', file(), '--database', urlOf(role)], (text) => said.push(text), {});
    expect(await run(plain)).toBe(2);
    expect(said.at(-1)).toMatch(new RegExp(`Nothing was exported: the role ${plain} does not see all rows of request, .*BYPASSRLS`));
    await journal.sql(`revoke select on journal_leaf from ${auditor}`);
    expect(await run(auditor)).toBe(2);
    expect(said.at(-1)).toContain(`the role ${auditor} may not read journal_leaf`);
    await journal.sql(`grant select on journal_leaf to ${auditor}`);
  });

  it('reads as the backup every row of every table and sequence, as pg_dump does', async () => {
    const client = new Client({ connectionString: urlOf(backup) });
    await client.connect();
    await client.query('set row_security = off');
    const { rows } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')`,
    );
    for (const { name } of rows) await client.query(`select * from ${name} limit 1`);
    expect((await client.query('select from request')).rowCount).toBe(1);
    await client.end();
  });
});
