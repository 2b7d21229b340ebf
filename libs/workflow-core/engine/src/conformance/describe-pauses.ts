import { accepted, claimed, ORG, refOf, TYPE } from './sample-requests';
import { dueAgain, executed } from './sample-settlements';
import type { StoreFixture } from './store-fixture';

/** What a pause stops, and what it leaves alone. */
export function describePauses(fixture: () => StoreFixture): void {
  it('names nothing of it to the relay, and gives nothing of it without a queue either', async () => {
    const { here, there, pause, resume } = fixture();
    const request = await accepted(here);
    await pause(ORG, TYPE);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
    expect(await there.executions.findDue([TYPE], 10, { perOrg: 5 })).toEqual([]);
    await resume(ORG, TYPE);
    expect(await here.executions.findDue([TYPE], 10)).toMatchObject([{ requestId: request.requestId, epoch: 0 }]);
    expect(await there.executions.claim(request)).toMatchObject({ requestId: request.requestId, epoch: 1 });
  });

  it('gives nothing for a job that was dispatched before the pause, and leaves its epoch to be dispatched again', async () => {
    const { here, pause, resume } = fixture();
    const request = await accepted(here);
    const job = { ...refOf(request), epoch: 0 };
    await pause(ORG, TYPE);
    expect(await here.executions.claim(job)).toBeUndefined();
    await resume(ORG, TYPE);
    expect(await here.executions.claim(job)).toMatchObject({ requestId: request.requestId, attempts: 1 });
  });

  it('goes on with other types, and with the same type of another org', async () => {
    const { here, pause } = fixture();
    await pause(ORG, TYPE);
    const others = [await accepted(here, { type: 'ANOTHER_TYPE' }), await accepted(here, { orgId: ORG + 1 })];
    const due = await here.executions.findDue([TYPE, 'ANOTHER_TYPE'], 10);
    expect(due.map(({ requestId }) => requestId).toSorted()).toEqual(others.map(({ requestId }) => requestId).toSorted());
    for (const other of others) expect(await here.executions.claim(other)).toMatchObject({ requestId: other.requestId });
  });

  it('lets a call that is under way pass the fence, prolong its lease and end', async () => {
    const { here, pause } = fixture();
    const claim = await claimed(here);
    await pause(ORG, TYPE);
    expect(await here.executions.fence(claim)).toBe(true);
    await here.executions.renew([claim]);
    expect(await here.executions.settle(executed(claim))).toBe(true);
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'approved' });
  });

  it('gives what was lost to whoever judges it, but does not give it to be called again', async () => {
    const { here, pause, passTime, leaseMs } = fixture();
    const claim = await claimed(here);
    await here.executions.fence(claim);
    await pause(ORG, TYPE);
    await passTime(leaseMs + 1_000);
    expect(await here.executions.takeOverLost([TYPE], 10)).toMatchObject([{ requestId: claim.requestId, epoch: 2, sent: true }]);
    const lost = { ...refOf(claim), epoch: 2 };
    expect(await here.executions.settle(dueAgain(lost, 0, true))).toBe(true);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
    expect(await here.executions.claim(lost)).toBeUndefined();
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ execution: { inDoubt: true, leased: false } });
  });
}
