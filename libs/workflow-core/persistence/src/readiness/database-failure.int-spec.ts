import { testStore, type TestStore } from '../testdata/test-database';
import { PersonalData } from '../privacy/personal-data';
import { PgDatabaseRole } from '../org-wall/database-role';
import { databaseFailure } from './database-failure';

const SECRET = 'hunter2';

describe('why a database cannot be used', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const urlWith = (change: (url: URL) => void): string => {
    const url = new URL(store.url);
    change(url);
    return url.href;
  };
  const failureOver = async (url: string): Promise<string | undefined> => {
    const { database } = store.gateway({ url, poolSize: 1 });
    return database.ping().then(
      () => 'it could be used',
      (error: unknown) => databaseFailure(error, url),
    );
  };

  it('is told with DATABASE_URL, host and port, where nothing listens', async () => {
    expect(await failureOver(`postgres://somebody:${SECRET}@127.0.0.1:1/x`)).toBe(
      'PostgreSQL at 127.0.0.1:1 cannot be reached (ECONNREFUSED): check host and port in DATABASE_URL, and whether it runs.',
    );
  });

  it('is told by what of the login or the name is wrong', async () => {
    await store.sql(`create role "shut-out" nologin`);
    expect(await failureOver(urlWith((url) => (url.username = 'shut-out')))).toMatch(
      /refuses the login in DATABASE_URL \(SQLSTATE 28P01\)/,
    );
    expect(await failureOver(urlWith((url) => (url.pathname = '/nowhere')))).toMatch(/has no database of the name in DATABASE_URL/);
    await store.sql(`drop role "shut-out"`);
  });

  it('is told where nobody has migrated it, with what to run, to apps and commands alike', async () => {
    const url = urlWith((one) => (one.pathname = '/postgres'));
    const { database } = store.gateway({ url, poolSize: 1 });
    const toMigrate = /is not migrated to this version: run `node apps\/worker\/dist\/migrate\.js` with DATABASE_URL/;
    const error: unknown = await new PgDatabaseRole(database).verify('gateway').catch((problem: unknown) => problem);
    expect(databaseFailure(error, url)).toMatch(toMigrate);
    await expect(PersonalData.in(url, (data) => data.retentionRules(7))).rejects.toThrow(toMigrate);
  });

  it('is none of ours where something else failed', () => {
    expect(databaseFailure(new Error('x'), store.url)).toBeUndefined();
  });
});
