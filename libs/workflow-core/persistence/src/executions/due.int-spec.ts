import { ORG } from '../testdata/builders';
import { accepted, claimed, dueAgain, TYPE } from '../testdata/executions';
import { testStore, type TestStore } from '../testdata/test-database';

describe('due executions', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, execution, attempt'));

  /** Executions by insertion: `flood` of one org, then one each of two others, in this order of time. */
  const flood = (count: number): Promise<object[]> =>
    store.sql(
      `insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
       select $1, gen_random_uuid(), $2, gen_random_uuid(), 'replay', 't', now() - interval '1 hour' + n * interval '1 millisecond'
         from generate_series(1, $3) n`,
      [ORG, TYPE, count],
    );
  const dueSince = (requestId: string, ms: number): Promise<object[]> =>
    store.sql('update execution set due_at = now() - make_interval(secs => $2 / 1000.0) where request_id = $1', [requestId, ms]);

  it('are handed out round robin by org, however many one org has', async () => {
    await flood(5_000);
    const [two, three, twoLater] = [
      await accepted(store, { orgId: ORG + 2 }),
      await accepted(store, { orgId: ORG + 3 }),
      await accepted(store, { orgId: ORG + 2 }),
    ];
    await dueSince(two.requestId, 3_000);
    await dueSince(three.requestId, 2_000);
    await dueSince(twoLater.requestId, 1_000);
    const due = await store.executions.findDue([TYPE], 6);
    const oldest = await store.sql<{ request_id: string }>('select request_id from execution where org_id = $1 order by due_at limit 3', [
      ORG,
    ]);
    const flooded = oldest.map(({ request_id }) => request_id);
    expect(due.map(({ requestId }) => requestId)).toEqual([
      flooded[0],
      two.requestId,
      three.requestId,
      flooded[1],
      twoLater.requestId,
      flooded[2],
    ]);
    expect(due[1]).toEqual({ orgId: ORG + 2, requestId: two.requestId, type: TYPE, epoch: 0 });
  });

  it('are those of the types asked for, whose time has come and that nobody holds', async () => {
    const due = await accepted(store);
    await accepted(store, { type: 'ANOTHER_TYPE' });
    await claimed(store);
    await store.executions.settle(dueAgain(await claimed(store), 60_000));
    expect((await store.executions.findDue([TYPE], 10)).map(({ requestId }) => requestId)).toEqual([due.requestId]);
    expect(await store.executions.findDue([], 10)).toEqual([]);
  });

  it('that nobody claimed for long are found when asked for, and no others', async () => {
    const [overdue] = [await accepted(store), await accepted(store)];
    await dueSince(overdue.requestId, 20_000);
    expect(await store.executions.findDue([TYPE], 10, { overdueMs: 15_000 })).toMatchObject([{ requestId: overdue.requestId }]);
  });

  it('of orgs that are left out do not take the places of the others', async () => {
    await flood(100);
    const other = await accepted(store, { orgId: ORG + 2 });
    expect(await store.executions.findDue([TYPE], 5, { exceptOrgs: [ORG] })).toMatchObject([{ requestId: other.requestId }]);
    expect(await store.executions.findDue([TYPE], 50, { perOrg: 3 })).toHaveLength(4);
  });

  it('are each claimed once by two workers without a queue', async () => {
    const requests = await Promise.all(Array.from({ length: 40 }, () => accepted(store)));
    const rival = store.gateway();
    const claimAll = async ({ executions }: typeof rival) => {
      const due = await executions.findDue([TYPE], 64);
      const claims = await Promise.all(due.map((execution) => executions.claim(execution)));
      return claims.filter((claim) => claim !== undefined);
    };
    const claims = await Promise.all([claimAll(store), claimAll(rival)]);
    const ids = claims.flat().map(({ requestId }) => requestId);
    expect(ids.sort()).toEqual(requests.map(({ requestId }) => requestId).sort());
  });
});
