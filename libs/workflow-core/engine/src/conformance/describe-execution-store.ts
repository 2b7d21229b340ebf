import { describeLeases } from './describe-leases';
import { describePauses } from './describe-pauses';
import { describeSettling } from './describe-settling';
import { accepted, claimed, newRequest, ORG, refOf, submitted, TYPE } from './sample-requests';
import { dueAgain, executed, held, refused } from './sample-settlements';
import { type MakeStoreFixture, type StoreFixture, useFixture } from './store-fixture';

/** What must hold for every adapter of ExecutionStore. */
export function describeExecutionStore(makeFixture: MakeStoreFixture): void {
  describe('an execution store', () => {
    const fixture = useFixture(makeFixture);
    describe('that is asked what is due', () => describeDue(fixture));
    describe('that is asked for a lease', () => describeClaims(fixture));
    describe('whose executions share a loyalty key', () => describeLoyaltyKeys(fixture));
    describe('of which a type is paused', () => describePauses(fixture));
    describe('that has given a lease', () => describeLeases(fixture));
    describe('that is told what an attempt came to', () => describeSettling(fixture));
  });
}

function describeDue(fixture: () => StoreFixture): void {
  it('names what is of the types asked for, whose time has come and that nobody holds', async () => {
    const { here } = fixture();
    const due = await accepted(here);
    await accepted(here, { type: 'ANOTHER_TYPE' });
    await submitted(here);
    await claimed(here);
    await here.executions.settle(dueAgain(await claimed(here), 60_000));
    expect(await here.executions.findDue([TYPE], 10)).toEqual([{ ...refOf(due), type: TYPE, epoch: 0 }]);
    expect(await here.executions.findDue([], 10)).toEqual([]);
  });

  it('goes round robin by org, however many one org has', async () => {
    const { here, passTime } = fixture();
    const ids: string[] = [];
    for (const orgId of [ORG, ORG, ORG, ORG + 1]) {
      ids.push((await accepted(here, { orgId })).requestId);
      await passTime(10);
    }
    const due = await here.executions.findDue([TYPE], 3);
    expect(due.map(({ requestId }) => requestId)).toEqual([ids[0], ids[3], ids[1]]);
  });

  it('names what nobody claimed for long, and nothing else, when asked for that', async () => {
    const { here, passTime } = fixture();
    const overdue = await accepted(here);
    await passTime(20_000);
    await accepted(here);
    expect(await here.executions.findDue([TYPE], 10, { overdueMs: 15_000 })).toMatchObject([{ requestId: overdue.requestId }]);
  });

  it('gives of each org the oldest and no more than asked for, so that one with a flood does not fill the list', async () => {
    const { here, passTime } = fixture();
    const ids: string[] = [];
    for (const orgId of [ORG, ORG, ORG, ORG + 1]) {
      ids.push((await accepted(here, { orgId })).requestId);
      await passTime(10);
    }
    const due = await here.executions.findDue([TYPE], 10, { perOrg: 2 });
    expect(due.map(({ requestId }) => requestId)).toEqual([ids[0], ids[3], ids[1]]);
  });

  it('leaves out orgs that cannot begin, so that they do not stand before the others', async () => {
    const { here } = fixture();
    await accepted(here);
    const other = await accepted(here, { orgId: ORG + 1 });
    expect(await here.executions.findDue([TYPE], 1, { exceptOrgs: [ORG] })).toMatchObject([{ requestId: other.requestId }]);
  });
}

function describeClaims(fixture: () => StoreFixture): void {
  it('raises the epoch and tells all that the call needs', async () => {
    const { here } = fixture();
    const request = await accepted(here);
    const { orgId, requestId, type, entityInfo, payloadText, payloadSalt, payloadDigest, whenInDoubt, traceId } = request;
    const stored = { orgId, requestId, type, entityInfo, payloadText, payloadSalt, payloadDigest, whenInDoubt, traceId };
    const lease = { epoch: 1, attempts: 1, inDoubt: false, contested: false, requesterId: request.requester.id };
    expect(await here.executions.claim(request)).toEqual({ ...stored, ...lease });
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
    expect(await here.requests.read(ORG, requestId)).toMatchObject({ execution: { attempts: 1, leased: true } });
  });

  it('gives it to one of two workers that hold the same job', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const request = await accepted(here);
      const claims = await Promise.all([here.executions.claim(request), there.executions.claim(request)]);
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    }
  });

  it('gives nothing for an old epoch, before the time has come, after the end and for another org', async () => {
    const { here, passTime } = fixture();
    const claim = await claimed(here);
    expect(await here.executions.claim(claim)).toBeUndefined();
    await here.executions.settle(dueAgain(claim, 60_000));
    expect(await here.executions.claim(claim)).toBeUndefined();
    await passTime(60_000);
    expect(await here.executions.claim({ ...claim, epoch: 0 })).toBeUndefined();
    expect(await here.executions.claim({ ...claim, orgId: ORG + 1 })).toBeUndefined();
    const second = await here.executions.claim(claim);
    expect(second).toMatchObject({ epoch: 2, attempts: 2 });
    await here.executions.settle(executed({ ...claim, epoch: 2 }));
    expect(await here.executions.claim({ ...claim, epoch: 2 })).toBeUndefined();
  });

  it('puts the second call of one customer off under a new epoch until the first has ended', async () => {
    const { here, passTime } = fixture();
    const customer = '919900000102';
    const first = await claimed(here, { customer });
    const second = await accepted(here, { customer });
    expect(await claimed(here, { customer, orgId: ORG + 1 })).toBeDefined();
    expect(await here.executions.claim(second)).toBeUndefined();
    await here.executions.settle(executed(first));
    await passTime(1_000);
    expect(await here.executions.findDue([TYPE], 10)).toMatchObject([{ requestId: second.requestId, epoch: 1 }]);
    expect(await here.executions.claim({ ...second, epoch: 1 })).toMatchObject({ epoch: 2, attempts: 1 });
  });

  it('never lets two calls of one customer run at once, however two workers race', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const customer = `customer-${round}`;
      const [one, two] = [await accepted(here, { customer }), await accepted(here, { customer })];
      const claims = await Promise.all([here.executions.claim(one), there.executions.claim(two)]);
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    }
  });
}

function describeLoyaltyKeys(fixture: () => StoreFixture): void {
  const shared = { loyaltyKeyHash: 'loyalty-key' };

  it.each([
    ['approved', true, executed],
    ['held for review', true, held],
    ['failed', false, refused],
  ])('tells whether the other may have used it: %s', async (_, contested, settlement) => {
    const { here } = fixture();
    await here.executions.settle(settlement(await claimed(here, shared)));
    expect(await claimed(here, shared)).toMatchObject({ contested });
  });

  it('tells of a call under way, but not of one that only waits, of another key or of another org', async () => {
    const { here } = fixture();
    await here.requests.submit(newRequest(shared));
    await here.executions.settle(executed(await claimed(here, { loyaltyKeyHash: 'another-key' })));
    await here.executions.settle(executed(await claimed(here, { ...shared, orgId: ORG + 1 })));
    expect(await claimed(here, shared)).toMatchObject({ contested: false });
    expect(await claimed(here, shared)).toMatchObject({ contested: true });
  });

  it('stops a call at the fence when the other came into doubt after the claim', async () => {
    const { here } = fixture();
    const first = await claimed(here, shared);
    const second = await claimed(here, shared);
    await here.executions.settle(dueAgain(first, 0, true));
    expect(await here.executions.fence(second)).toBe(false);
    const replay = await here.executions.claim(first);
    expect(replay && (await here.executions.fence(replay))).toBe(true);
  });

  it('lets the one in doubt go first, so that an effect is not taken for the other’s', async () => {
    const { here, passTime } = fixture();
    const inDoubt = await claimed(here, shared);
    await here.executions.settle(dueAgain(inDoubt, 0, true));
    const other = await accepted(here, shared);
    expect(await here.executions.claim(other)).toBeUndefined();
    expect(await here.executions.claim(inDoubt)).toMatchObject({ inDoubt: true, contested: false, epoch: 2 });
    await here.executions.settle(executed({ ...inDoubt, epoch: 2 }));
    await passTime(1_000);
    expect(await here.executions.claim({ ...other, epoch: 1 })).toMatchObject({ inDoubt: false, contested: true });
  });
}
