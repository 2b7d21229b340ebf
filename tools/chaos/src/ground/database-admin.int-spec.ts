import path from 'node:path';
import { type PostgresServer, removeTestFolder, startPostgres, testFolder, waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { DatabaseAdmin } from './database-admin';

jest.setTimeout(120_000);

describe('hurting PostgreSQL from inside', () => {
  let folder: string;
  let postgres: PostgresServer;
  let admin: DatabaseAdmin;

  beforeAll(async () => {
    folder = await testFolder();
    postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
    admin = new DatabaseAdmin(postgres.url);
    await admin.ask('create table kept (n int)');
  });
  afterAll(() => removeTestFolder(folder));

  async function session(): Promise<Client> {
    const client = new Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  it('ends every session of others', async () => {
    const other = await session();
    await admin.terminateOthers();
    await expect(other.query('select 1')).rejects.toThrow();
  });

  it('kills one session the hard way, after which the server recovers with every committed row', async () => {
    const other = await session();
    await other.query('insert into kept values (1)');
    await admin.killOneBackend();
    await expect(other.query('select 1')).rejects.toThrow();
    await admin.untilAnswers();
    expect(await admin.ask('select n from kept where n = 1')).toEqual([{ n: 1 }]);
  });

  it('locks a table until it unlocks it', async () => {
    const unlock = await admin.lock('kept');
    const other = await session();
    await other.query(`set lock_timeout = '100ms'`);
    await expect(other.query('select n from kept')).rejects.toMatchObject({ code: '55P03' });
    await unlock();
    await waitFor(() => other.query('select n from kept'), { what: 'the lock to go' });
    await other.end();
  });

  it('takes no writes until it does again', async () => {
    await admin.setReadOnly(true);
    const refused = async (): Promise<boolean> => {
      const other = await session();
      try {
        await other.query('insert into kept values (2)');
        return false;
      } catch (error) {
        return (error as { readonly code?: string }).code === '25006';
      } finally {
        await other.end();
      }
    };
    await waitFor(refused, { what: 'a refused write' });
    await admin.setReadOnly(false);
    await waitFor(async () => !(await refused()), { what: 'a write' });
  });
});
