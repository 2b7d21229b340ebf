import type { Lease } from '../ports/execution-store';
import { accepted, claimed, newRequest, refOf, TYPE } from './sample-requests';
import { dueAgain } from './sample-settlements';
import type { StoreFixture } from './store-fixture';

/** Fence, renewal, release and take-over. */
export function describeLeases(fixture: () => StoreFixture): void {
  describe('lets its holder', () => describeHolders(fixture));
  describe('that ran out', () => {
    describeLost(fixture);
    describeLosses(fixture);
  });
}

function describeHolders(fixture: () => StoreFixture): void {
  it('pass the fence once, and not a second time', async () => {
    const { here } = fixture();
    const claim = await claimed(here);
    expect(await here.executions.fence(claim)).toBe(true);
    expect(await here.executions.fence(claim)).toBe(false);
  });

  it('pass the fence only with as much left as a call may take', async () => {
    const { here, passTime, leaseMs, leastLeftMs } = fixture();
    const [late, inTime] = [await claimed(here), await claimed(here)];
    await passTime(leaseMs - leastLeftMs - 1_000);
    expect(await here.executions.fence(inTime)).toBe(true);
    await passTime(1_100);
    expect(await here.executions.fence(late)).toBe(false);
  });

  it('not pass the fence after it was given back or settled, nor for what was never claimed', async () => {
    const { here } = fixture();
    const [released, settled] = [await claimed(here), await claimed(here)];
    await here.executions.release([released]);
    await here.executions.settle(dueAgain(settled, 0));
    for (const lease of [released, settled, { ...newRequest(), epoch: 1 }, await accepted(here)])
      expect(await here.executions.fence(lease)).toBe(false);
  });

  it('give it back as if it had never been claimed, under its new epoch', async () => {
    const { here } = fixture();
    const claim = await claimed(here);
    await here.executions.release([claim]);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([{ ...refOf(claim), type: TYPE, epoch: 1 }]);
    expect(await here.executions.claim(claim)).toMatchObject({ epoch: 2, attempts: 1 });
  });

  it('not give it back once the call may have left', async () => {
    const { here } = fixture();
    const claim = await claimed(here);
    await here.executions.fence(claim);
    await here.executions.release([claim]);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
  });

  it('renew it to its whole length', async () => {
    const { here, passTime, leaseMs } = fixture();
    const claims = [await claimed(here), await claimed(here)];
    await passTime(leaseMs - 100);
    await here.executions.renew(claims);
    await passTime(leaseMs - 1_000);
    expect(await here.executions.takeOverLost([TYPE], 10)).toEqual([]);
  });
}

function describeLost(fixture: () => StoreFixture): void {
  it('tells its taker whether the call may have left', async () => {
    const { here, there, passTime, leaseMs } = fixture();
    const [sent, unsent] = [await claimed(here), await claimed(here, { whenInDoubt: 'hold' })];
    await here.executions.fence(sent);
    await passTime(leaseMs + 1);
    const running = await claimed(here);
    const lost = await there.executions.takeOverLost([TYPE], 10);
    const common = { type: TYPE, epoch: 2, attempts: 1, losses: 1, inDoubt: false, contested: false };
    expect(lost).toHaveLength(2);
    expect(lost).toContainEqual({ ...refOf(sent), ...common, whenInDoubt: 'replay', sent: true });
    expect(lost).toContainEqual({ ...refOf(unsent), ...common, whenInDoubt: 'hold', sent: false });
    expect(await here.executions.fence(running)).toBe(true);
  });

  it('leaves its zombie without fence and without renewal', async () => {
    const { here, there, passTime, leaseMs } = fixture();
    const zombie = await claimed(here);
    await passTime(leaseMs + 1);
    await there.executions.takeOverLost([TYPE], 10);
    expect(await here.executions.fence(zombie)).toBe(false);
    await passTime(leaseMs - 100);
    await here.executions.renew([zombie]);
    await passTime(200);
    expect(await here.executions.takeOverLost([TYPE], 10)).toMatchObject([{ epoch: 3 }]);
  });

  it('is taken by one of two that look at the same time', async () => {
    const { here, there, passTime, leaseMs } = fixture();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimed(here)));
    await passTime(leaseMs + 1);
    const taken = await Promise.all([here.executions.takeOverLost([TYPE], 64), there.executions.takeOverLost([TYPE], 64)]);
    const ids = taken.flat().map(({ requestId }) => requestId);
    expect(ids.sort()).toEqual(claims.map(({ requestId }) => requestId).sort());
  });

  it('comes back when its taker dies as well, and still says that the call may have left', async () => {
    const { here, there, passTime, leaseMs } = fixture();
    await here.executions.fence(await claimed(here));
    await passTime(leaseMs + 1);
    await there.executions.takeOverLost([TYPE], 10);
    expect(await there.executions.takeOverLost([TYPE], 10)).toEqual([]);
    await passTime(leaseMs + 1);
    expect(await there.executions.takeOverLost([TYPE], 10)).toMatchObject([{ epoch: 3, sent: true }]);
  });

  it('of a type that the worker does not know is left alone', async () => {
    const { here, passTime, leaseMs } = fixture();
    await claimed(here);
    await passTime(leaseMs + 1);
    expect(await here.executions.takeOverLost(['ANOTHER_TYPE'], 10)).toEqual([]);
  });
}

function describeLosses(fixture: () => StoreFixture): void {
  it('counts each time, and keeps the count over the attempts between', async () => {
    const { here, passTime, leaseMs } = fixture();
    let claim: Lease = await claimed(here);
    for (const losses of [1, 2, 3]) {
      await passTime(leaseMs + 1);
      const [lost] = await here.executions.takeOverLost([TYPE], 10);
      expect(lost).toMatchObject({ losses, attempts: losses });
      await here.executions.settle(dueAgain({ ...claim, epoch: claim.epoch + 1 }, 0));
      const next = await here.executions.claim({ ...claim, epoch: claim.epoch + 1 });
      expect(next).toBeDefined();
      claim = next ?? claim;
    }
  });
}
