import { Client } from 'pg';
import { testPostgresUrl } from '../jest/test-servers.config';
import { createDatabase, ensureTemplateDatabase } from './create-database';

async function namesOfDatabases(): Promise<string[]> {
  return (await rows(testPostgresUrl(), 'SELECT datname FROM pg_database')).map((row) => String(row['datname']));
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is gone after drop, even with a session open on it', async () => {
    const database = await createDatabase(testPostgresUrl());
    const open = new Client({ connectionString: database.url });
    const ended = new Promise((resolve) => open.on('error', resolve));
    await open.connect();
    await database.drop();
    await ended;
    expect(await namesOfDatabases()).not.toContain(database.name);
  });

  it('holds what its template holds and does not write back to it', async () => {
    await ensureTemplateDatabase(testPostgresUrl(), 'template_copied', async (url) => {
      await rows(url, 'CREATE TABLE greeting AS SELECT 1 AS number');
    });
    const first = await createDatabase(testPostgresUrl(), { template: 'template_copied' });
    await rows(first.url, 'DELETE FROM greeting');
    const second = await createDatabase(testPostgresUrl(), { template: 'template_copied' });
    expect(await rows(second.url, 'SELECT number FROM greeting')).toEqual([{ number: 1 }]);
    await first.drop();
    await second.drop();
  });
});

describe('a template database', () => {
  it('is prepared once when several test processes ask at the same time', async () => {
    let prepared = 0;
    const prepare = (): Promise<void> => {
      prepared += 1;
      return Promise.resolve();
    };
    await Promise.all([1, 2, 3].map(() => ensureTemplateDatabase(testPostgresUrl(), 'template_once', prepare)));
    expect(prepared).toBe(1);
  });

  it('leaves nothing behind when preparing fails', async () => {
    let draft = '';
    const failing = ensureTemplateDatabase(testPostgresUrl(), 'template_failed', async (url) => {
      draft = new URL(url).pathname.slice(1);
      expect(await namesOfDatabases()).toContain(draft);
      throw new Error('no such table');
    });
    await expect(failing).rejects.toThrow('no such table');
    // Other files make databases on the same server meanwhile.
    const left = await namesOfDatabases();
    expect(left.filter((name) => [draft, 'template_failed'].includes(name))).toEqual([]);
  });
});
