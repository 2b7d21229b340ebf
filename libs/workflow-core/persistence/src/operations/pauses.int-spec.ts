import { approve, newRequest, ORG } from '../testdata/builders';
import { accepted, claimed, executed, TYPE } from '../testdata/executions';
import { watchPlans } from '../testdata/plans';
import { caller, onHold, OPERATOR, SECOND_OPERATOR } from '../testdata/reviews';
import { testStore, type TestStore } from '../testdata/test-database';

const WHY = 'the loyalty API loses answers';

jest.setTimeout(60_000);

describe('a paused request type', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, decision, execution, attempt, review, pause'));

  const pause = (type = TYPE, orgId = ORG) => store.pauses.pause(caller(orgId), type, WHY);
  const due = async (): Promise<string[]> => (await store.executions.findDue([TYPE], 100)).map(({ requestId }) => requestId);
  const flood = () =>
    store.sql(
      `insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
       select $1, gen_random_uuid(), $2, gen_random_uuid(), 'replay', 't', now() - interval '1 hour' from generate_series(1, 20000) n`,
      [ORG, TYPE],
    );

  it('is not executed by the direct claims either', async () => {
    await accepted(store);
    await pause();
    expect(await store.executions.findDue([TYPE], 100, { overdueMs: 0, perOrg: 10 })).toEqual([]);
    expect(await due()).toEqual([]);
  });

  it('takes submissions and decisions meanwhile; what is approved then waits', async () => {
    await pause();
    const request = newRequest();
    expect((await store.requests.submit(request)).kind).toBe('created');
    expect(await store.requests.close(approve(request))).toMatchObject({ kind: 'done', state: 'accepted' });
    expect(await due()).toEqual([]);
    await store.pauses.resume(caller(ORG), TYPE);
    expect(await due()).toEqual([request.requestId]);
  });

  it('keeps no neighbour from being claimed in the same batch', async () => {
    const [stopped, other] = [await accepted(store), await accepted(store, { type: 'ANOTHER_TYPE' })];
    await pause();
    store.statements();
    const claims = await Promise.all([stopped, other].map((request) => store.executions.claim(request)));
    expect(claims.map((claim) => claim?.requestId)).toEqual([undefined, other.requestId]);
    expect(store.statements()).toEqual(['claim']);
    expect(await store.sql('select epoch, attempts from execution where request_id = $1', [stopped.requestId])).toEqual([
      { epoch: 0, attempts: 0 },
    ]);
  });

  it('is paused once, by one of two operators who press at the same time', async () => {
    for (let round = 0; round < 10; round++) {
      const pauses = await Promise.all([
        store.pauses.pause(caller(ORG), TYPE, 'one'),
        store.pauses.pause(caller(ORG, SECOND_OPERATOR), TYPE, 'two'),
      ]);
      expect(pauses.toSorted()).toEqual([false, true]);
      const resumed = await Promise.all([store.pauses.resume(caller(ORG), TYPE), store.pauses.resume(caller(ORG, SECOND_OPERATOR), TYPE)]);
      expect(resumed.toSorted()).toEqual([false, true]);
    }
  });

  it('says since when, by whom and why, in its org alone', async () => {
    await pause();
    expect(await store.pauses.find(ORG, TYPE)).toEqual({ since: expect.any(Date) as Date, by: OPERATOR, reason: WHY });
    expect(await store.pauses.find(ORG + 1, TYPE)).toBeUndefined();
    expect(await store.pauses.find(ORG, 'ANOTHER_TYPE')).toBeUndefined();
    expect([...(await store.pauses.all(ORG)).keys()]).toEqual([TYPE]);
    expect((await store.pauses.all(ORG + 1)).size).toBe(0);
  });

  it('is shown with what waits, executes, is in doubt, is held and has ended; an empty one with zeros', async () => {
    const [oldest] = [await accepted(store), await accepted(store)];
    await store.sql(`update execution set due_at = due_at - interval '1 minute' where request_id = $1`, [oldest.requestId]);
    const later = await accepted(store);
    await store.sql(`update execution set due_at = now() + interval '1 hour', in_doubt = true, attempts = 1 where request_id = $1`, [
      later.requestId,
    ]);
    await claimed(store);
    await onHold(store);
    await store.executions.settle(executed(await claimed(store)));
    await accepted(store, { orgId: ORG + 1 });
    const [standing, empty] = await store.pauses.standings(ORG, [TYPE, 'ANOTHER_TYPE']);
    const [row] = await store.sql<{ due_at: Date }>('select due_at from execution where request_id = $1', [oldest.requestId]);
    const counts = { waiting: 3, retrying: 1, executing: 1, inDoubt: 1, held: 1, ended: { approved: 1, failed: 0 } };
    expect(standing).toEqual({ type: TYPE, ...counts, oldestDueAt: row?.due_at });
    const none = { waiting: 0, retrying: 0, executing: 0, inDoubt: 0, held: 0, ended: { approved: 0, failed: 0 } };
    expect(empty).toEqual({ type: 'ANOTHER_TYPE', ...none });
  });

  it('costs a round nothing, however much of it waits', async () => {
    await flood();
    const other = await accepted(store, { type: 'ANOTHER_TYPE' });
    await pause();
    const gateway = store.gateway({ poolSize: 1 });
    const plans = await watchPlans(store, gateway);
    const { executions } = gateway;
    const types = [TYPE, 'ANOTHER_TYPE'];
    expect((await executions.findDue(types, 200)).map(({ requestId }) => requestId)).toEqual([other.requestId]);
    expect(await executions.claim(other)).toBeDefined();
    const nodes = plans();
    expect(nodes.map(({ table }) => table)).toContain('pause');
    expect(nodes.filter(({ rows }) => rows > 20)).toEqual([]);
  });

  it('is shown without counting all that waits', async () => {
    await flood();
    await pause();
    const gateway = store.gateway({ poolSize: 1 });
    const plans = await watchPlans(store, gateway);
    const { pauses } = gateway;
    const [standing] = await pauses.standings(ORG, [TYPE]);
    expect(standing).toMatchObject({ waiting: 10_000, pause: { reason: WHY } });
    const nodes = plans();
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > 10_000)).toEqual([]);
  });
});
