import { approve, newRequest } from '../testdata/builders';
import { accepted, claimed, executed } from '../testdata/executions';
import { testStore, type TestStore } from '../testdata/test-database';
import { markRestored, PgDatabaseOrigin, RestoredDatabaseError } from './database-origin';

describe('a database that went back', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await testStore();
  });
  afterEach(() => store.drop());

  const submitted = async () => {
    const request = newRequest();
    await store.requests.submit(request);
    return request;
  };
  const claimOf = async ({ orgId, requestId }: { orgId: number; requestId: string }) => {
    const [due] = await store.sql<{ epoch: number }>('select epoch from execution where request_id = $1', [requestId]);
    return store.executions.claim({ orgId, requestId, epoch: due?.epoch ?? -1 });
  };

  it.each(['timeline = timeline + 1', `system_id = 'another'`])('is recognised: %s', async (change) => {
    const origin = new PgDatabaseOrigin(store.workerDatabase);
    await expect(origin.verify()).resolves.toBeUndefined();
    await store.sql(`update database_origin set ${change}`);
    await expect(origin.verify()).rejects.toThrow(RestoredDatabaseError);
    await markRestored(store.url);
    await expect(origin.verify()).resolves.toBeUndefined();
  });

  it('takes no accepted request for one that was surely never sent', async () => {
    const request = await accepted(store);
    expect(await markRestored(store.url)).toBe(1);
    expect(await claimOf(request)).toMatchObject({ inDoubt: true, attempts: 1 });
  });

  it('lets no worker from before the restore write', async () => {
    const before = await claimed(store);
    await markRestored(store.url);
    expect(await store.executions.settle(executed(before))).toBe(false);
    const after = await claimOf(before);
    expect(after?.epoch).toBeGreaterThan(before.epoch + 1_000);
  });

  it('doubts what waited for its checker then, and not what was submitted since', async () => {
    const older = await submitted();
    await markRestored(store.url);
    const newer = await submitted();
    for (const request of [older, newer]) await store.requests.close(approve(request));
    expect(await claimOf(older)).toMatchObject({ inDoubt: true });
    expect(await claimOf(newer)).toMatchObject({ inDoubt: false });
  });

  it('can be asked by a role that owns nothing', async () => {
    await store.sql('create role asking login');
    try {
      await store.sql('grant select on database_origin to asking');
      await store.sql('set role asking; select 1 from database_origin, pg_control_system(), pg_control_checkpoint(); reset role');
    } finally {
      await store.sql('drop owned by asking; drop role asking');
    }
  });
});
