import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, type TestDatabase, testPostgresUrl, waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { recordset } from '../batching/recordset';
import { Database } from '../postgres/database';
import { submissionRow } from '../requests/submit-batch';
import { newRequest } from '../testdata/builders';
import { IDENTIFIERS } from '../testdata/test-database';

const FOLDER = join(__dirname, '..', '..', 'migrations');
const WALL = '017_org_wall.sql';
const CALLERS = 4;
const DEADLINE = { deadlineMs: 30_000 };

/** As the runbook of the version before had it: one login for all apps, with rights on everything. */
const FORMER_RIGHTS = (login: string): string => `
  grant select, insert, update, delete on all tables in schema public to ${login};
  grant execute on all functions in schema public to ${login}`;

/** In force at once, whatever policy version callers judge by. */
const TELL_BY_EMAIL = `
  insert into policy (org_id, type, version, status, auto_approval, proposed_by, proposed_by_name, proposed_at, decided_by, notifications)
  select r.org_id, r.type, 0, 'active', '{"mode":"off"}'::json, 1, 'one', now(), 2, '{"emails":["desk@shop.example"]}'::json
    from request r group by r.org_id, r.type`;

describe('apps of the version before, while the wall is built', () => {
  const login = `former_${Math.random().toString(36).slice(2)}`;
  let database: TestDatabase;
  let owner: Client;
  let former: Database;
  beforeAll(async () => {
    database = await createDatabase(testPostgresUrl());
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    const url = new URL(database.url);
    await owner.query(`create role ${login} login password '${decodeURIComponent(url.password)}'`);
    for (const file of readdirSync(FOLDER).sort()) if (file < WALL) await owner.query(readFileSync(join(FOLDER, file), 'utf8'));
    await owner.query(FORMER_RIGHTS(login));
    url.username = login;
    former = new Database({ url: url.toString(), applicationName: 'former', poolSize: CALLERS, statementTimeoutMs: 10_000 });
  });
  afterAll(async () => {
    await former.close();
    await owner.query(`drop owned by ${login}`);
    await owner.end();
    await database.drop();
    const admin = new Client({ connectionString: testPostgresUrl() });
    await admin.connect();
    await admin.query(`drop role ${login}`);
    await admin.end();
  });

  const seen = async (): Promise<number> => {
    const [row] = await former.query<{ count: number }>('seen', 'select count(*) from request');
    return row?.count ?? 0;
  };

  it('go on without an error, however busy the tables are, until they are shut out', async () => {
    let done = 0;
    let ending = false;
    const serve = async (): Promise<void> => {
      while (!ending) {
        const rows = await former.query('submit_requests', 'select * from submit_requests($1)', [
          recordset([submissionRow(newRequest(), { identifiers: IDENTIFIERS })]),
        ]);
        expect(rows).toHaveLength(1);
        done += 1;
      }
    };
    const serving = Promise.all(Array.from({ length: CALLERS }, serve));
    serving.catch(() => (ending = true));
    const more = async (count: number): Promise<void> => {
      const before = done;
      await waitFor(() => ending || done >= before + count, { what: `${count} more requests`, ...DEADLINE });
    };
    await more(20);
    await owner.query(readFileSync(join(FOLDER, WALL), 'utf8'));
    await more(20);
    // What triggers of later migrations write, they write as whoever serves.
    for (const file of readdirSync(FOLDER).sort()) if (file > WALL) await owner.query(readFileSync(join(FOLDER, file), 'utf8'));
    await owner.query(TELL_BY_EMAIL);
    await more(20);
    const [told] = (await owner.query<{ count: string }>('select count(*) from notification')).rows;
    expect(Number(told?.count)).toBeGreaterThan(0);
    ending = true;
    await serving;
    expect(await seen()).toBe(done);
    await owner.query('select shut_out_former_roles()');
    expect(await seen()).toBe(0);
  });
});
