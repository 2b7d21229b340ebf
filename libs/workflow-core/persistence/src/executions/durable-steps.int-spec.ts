import { accepted, executed } from '../testdata/executions';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

/** Notes how the transaction that writes an execution will commit. */
const WATCH = `
  create table watched (how text);
  grant insert on watched to countersign_worker;
  create function note_commit() returns trigger language plpgsql as $$
  begin
    insert into watched values (current_setting('synchronous_commit'));
    return coalesce(new, old);
  end $$;
  create trigger watch before update or delete on execution for each row execute function note_commit()`;

describe('what is on disk before the next step', () => {
  let store: TestStore;
  let worker: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    await store.sql(WATCH);
    // A server for tests waits for no disk; a new connection finds the database as it is in production.
    await store.sql(`do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`);
    worker = store.gateway();
  });
  afterAll(() => store.drop());

  const commits = async (): Promise<string[]> => {
    const rows = await store.sql<{ how: string }>('with seen as (delete from watched returning how) select how from seen');
    return rows.map(({ how }) => how);
  };

  it('is the fence before the call and the end before it is told, and the claim along with its fence', async () => {
    const claimed = await worker.executions.claim(await accepted(store));
    expect(await commits()).toEqual(['off']);
    if (!claimed) throw new Error('It was not claimed.');
    expect(await worker.executions.fence(claimed)).toBe(true);
    expect(await commits()).toEqual(['on']);
    expect(await worker.executions.settle(executed(claimed))).toBe(true);
    expect(await commits()).toEqual(['on']);
  });
});
