import { ORG } from '../testdata/builders';
import { accepted, claimed, dueAgain, executed, TYPE } from '../testdata/executions';
import { caller, onHold } from '../testdata/reviews';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

const HOUR_MS = 3_600_000;

describe('dispatching an execution anew', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, execution, attempt, review, pause'));

  const redispatch = ({ requestId }: { readonly requestId: string }, orgId = ORG) =>
    store.operations.redispatch(caller(orgId), requestId, 'the loyalty API is back');
  const waiting = async (inDoubt = false) => {
    const claim = await claimed(store);
    await store.executions.settle(dueAgain(claim, HOUR_MS, inDoubt));
    return claim;
  };
  const row = async ({ requestId }: { readonly requestId: string }) =>
    (await store.sql<object>('select epoch, attempts, in_doubt, due_at, lease_until from execution where request_id = $1', [requestId]))[0];

  it('makes what is due later due now, under an epoch that no job and no relay knows', async () => {
    const request = await waiting();
    expect(await store.executions.findDue([TYPE], 10)).toEqual([]);
    expect(await redispatch(request)).toBe(true);
    expect(await store.executions.findDue([TYPE], 10)).toMatchObject([{ requestId: request.requestId, epoch: 2 }]);
    expect(await store.executions.claim(request)).toBeUndefined();
    expect(await store.executions.claim({ ...request, epoch: 2 })).toMatchObject({ epoch: 3, attempts: 2 });
  });

  it('never clears a doubt', async () => {
    const request = await waiting(true);
    await redispatch(request);
    expect(await row(request)).toMatchObject({ in_doubt: true, attempts: 1 });
  });

  it('does not make what was due long ago look as if it had come due only now', async () => {
    const request = await accepted(store);
    await store.sql(`update execution set due_at = now() - interval '1 hour'`);
    const before = await row(request);
    expect(await redispatch(request)).toBe(true);
    expect(await row(request)).toEqual({ ...before, epoch: 1 });
  });

  it('changes nothing of what is under way, held, held back by hand, ended, paused or of another org', async () => {
    const underWay = await claimed(store);
    const held = await onHold(store);
    const ended = await claimed(store);
    await store.executions.settle(executed(ended));
    const heldBack = await accepted(store);
    await store.sql(`update execution set due_at = 'infinity' where request_id = $1`, [heldBack.requestId]);
    const elsewhere = await accepted(store, { orgId: ORG + 1 });
    const paused = await accepted(store, { type: 'PAUSED_TYPE' });
    await store.pauses.pause(caller(ORG), 'PAUSED_TYPE', 'a pause');
    for (const request of [underWay, held, ended, heldBack, elsewhere, paused]) {
      const before = await row(request);
      expect(await redispatch(request)).toBe(false);
      expect(await row(request)).toEqual(before);
    }
    expect((await store.journal.list(ORG, 10)).actions[0]?.action).toBe('pause');
    expect(await store.executions.settle(executed(underWay))).toBe(true);
  });

  it('races with a claim without ever letting two call', async () => {
    for (let round = 0; round < 25; round++) {
      const request = await accepted(store);
      const [claim] = await Promise.all([rival.executions.claim(request), redispatch(request)]);
      const again = await store.executions.claim({ ...request, epoch: 1 });
      expect([claim, again].filter((one) => one !== undefined)).toHaveLength(1);
    }
  });
});
