import { testStore, type TestStore } from '../testdata/test-database';
import { PgDatabaseRole } from './database-role';

describe('who an app is logged in as', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const verify = (app: 'gateway' | 'worker', url: string) => new PgDatabaseRole(store.gateway({ url, poolSize: 1 }).database).verify(app);

  it('is its own role in every test and in development', async () => {
    await expect(verify('gateway', store.appUrls.gateway)).resolves.toBeUndefined();
    await expect(verify('worker', store.appUrls.worker)).resolves.toBeUndefined();
  });

  it('is not the superuser, nor another app', async () => {
    await expect(verify('gateway', store.url)).rejects.toThrow('logs in as "postgres", a superuser: not a role for the gateway');
    await expect(verify('worker', store.url)).rejects.toThrow('in role countersign_worker');
    await expect(verify('gateway', store.appUrls.worker)).rejects.toThrow('no member of countersign_gateway');
    await expect(verify('worker', store.appUrls.gateway)).rejects.toThrow('no member of countersign_worker');
  });

  it.each([
    ['bypasses row-level security', 'bypassrls'],
    ['may make roles', 'createrole'],
    ['is a member of countersign_worker as well', 'in role countersign_worker'],
    ['is a member of countersign_worker as well', 'noinherit in role countersign_worker'],
  ])('is nobody who %s (%s)', async (reason, attribute) => {
    const login = `login_${Math.random().toString(36).slice(2)}`;
    const url = new URL(store.url);
    url.username = login;
    await store.sql(`create role ${login} login password '${decodeURIComponent(url.password)}' ${attribute}`);
    await store.sql(`grant countersign_gateway to ${login}`);
    try {
      await expect(verify('gateway', url.toString())).rejects.toThrow(reason);
    } finally {
      await store.sql(`drop role ${login}`);
    }
  });

  it('is nobody who owns a table', async () => {
    await store.sql('create table owned (org_id bigint); alter table owned owner to local_gateway');
    try {
      await expect(verify('gateway', store.appUrls.gateway)).rejects.toThrow('who owns the tables');
    } finally {
      await store.sql('drop table owned');
    }
  });
});
