import type { ClaimedNotification, NotificationSettlement } from '../ports/notification-store';
import { agreedPolicy, approve, MAKER, newRequest, ORG, reject, submitted, TYPE } from './sample-requests';
import { type MakeStoreFixture, type StoreFixture, type Stores, useFixture } from './store-fixture';

const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EMAILS = ['checkers@shop.example', 'desk@shop.example'];

/** What must hold for every adapter of NotificationStore. */
export function describeNotificationStore(makeFixture: MakeStoreFixture): void {
  describe('a notification store', () => {
    const fixture = useFixture(makeFixture);
    describe('of an org that wants to be told', () => describeSteps(fixture));
    describe('of an org that wants to be reminded', () => describeReminders(fixture));
    it('knows whether somebody sends', async () => {
      const { here, there } = fixture();
      await here.notifications.announceSender();
      expect(await there.notifications.hasSender()).toBe(true);
    });
  });
}

/** Returns the version by which requests have to be judged. */
async function tell(stores: Stores, remindAfterHours?: number): Promise<{ readonly policyVersion: number }> {
  const notifications = { emails: EMAILS, ...(remindAfterHours !== undefined && { remindAfterHours }) };
  return { policyVersion: await agreedPolicy(stores, { autoApproval: { mode: 'off' }, notifications }) };
}

function settled(claim: ClaimedNotification, next: NotificationSettlement['next']): NotificationSettlement {
  const { orgId, requestId, kind, number, address, epoch } = claim;
  return { orgId, requestId, kind, number, address, epoch, class: next.state === 'sent' ? 'sent' : 'failed', next };
}

async function claimAll({ notifications }: Stores): Promise<readonly ClaimedNotification[]> {
  const claimed = await notifications.claim(50, LEASE_MS);
  return claimed.toSorted((one, other) => one.number - other.number || one.address.localeCompare(other.address));
}

async function sendAll(stores: Stores): Promise<readonly ClaimedNotification[]> {
  const claimed = await claimAll(stores);
  await stores.notifications.settle(claimed.map((claim) => settled(claim, { state: 'sent' })));
  return claimed;
}

function describeSteps(fixture: () => StoreFixture): void {
  it('has one for each address and step that subscribers hear of', async () => {
    const { here } = fixture();
    const request = await submitted(here, { ...(await tell(here)), expiresAfterHours: 8 });
    const stored = await here.requests.read(ORG, request.requestId);
    const first = { orgId: ORG, requestId: request.requestId, kind: 'step', number: 1, epoch: 1, attempts: 1, state: 'pending' };
    const known = { type: TYPE, makerName: MAKER.name, at: stored?.createdAt, expiresAt: stored?.expiresAt };
    expect(await sendAll(here)).toEqual(EMAILS.map((address) => ({ ...first, ...known, address })));
    await here.requests.close(reject(request));
    expect(await sendAll(here)).toMatchObject(EMAILS.map((address) => ({ number: 2, state: 'rejected', address })));
    expect(await claimAll(here)).toEqual([]);
  });

  it('has none of what subscribers do not hear of, nor for another org or type', async () => {
    const { here } = fixture();
    const request = await submitted(here, await tell(here));
    await sendAll(here);
    await here.requests.close(approve(request));
    await here.requests.submit(newRequest({ orgId: ORG + 1 }));
    await here.requests.submit(newRequest({ type: 'ANOTHER_TYPE' }));
    expect(await claimAll(here)).toEqual([]);
  });

  it('gives each to one of two who claim at once, and to nobody else while its lease holds', async () => {
    const { here, there, passTime } = fixture();
    await submitted(here, await tell(here));
    const both = await Promise.all([here.notifications.claim(1, LEASE_MS), there.notifications.claim(1, LEASE_MS)]);
    const claimed = both.flat().concat(await claimAll(here));
    expect(claimed.map(({ address }) => address).sort()).toEqual(EMAILS);
    await passTime(LEASE_MS);
    expect(await claimAll(there)).toMatchObject(EMAILS.map((address) => ({ epoch: 2, attempts: 2, address })));
  });

  it('lets one who lost the lease write nothing', async () => {
    const { here, passTime } = fixture();
    await submitted(here, await tell(here));
    const lost = await claimAll(here);
    await passTime(LEASE_MS);
    await claimAll(here);
    await here.notifications.settle(lost.map((claim) => settled(claim, { state: 'sent' })));
    await passTime(LEASE_MS);
    expect(await claimAll(here)).toMatchObject([{ epoch: 3 }, { epoch: 3 }]);
  });

  it('brings back what failed when it is due again, and gives up what is three days old', async () => {
    const { here, passTime } = fixture();
    await submitted(here, await tell(here));
    const failed = await claimAll(here);
    await here.notifications.settle(failed.map((claim) => settled(claim, { state: 'due', dueInMs: HOUR_MS })));
    await passTime(HOUR_MS - 1_000);
    expect(await claimAll(here)).toEqual([]);
    await passTime(1_000);
    expect(await claimAll(here)).toHaveLength(2);
    await passTime(3 * DAY_MS);
    expect(await claimAll(here)).toEqual([]);
    await passTime(31 * DAY_MS);
    expect(await here.notifications.forget(50)).toBe(2);
  });
}

function describeReminders(fixture: () => StoreFixture): void {
  it('reminds of what waits, again after as long, and at most five times', async () => {
    const { here, passTime } = fixture();
    const request = await submitted(here, await tell(here, 4));
    await sendAll(here);
    expect(await here.notifications.remind(10)).toBe(0);
    for (let number = 1; number <= 5; number++) {
      await passTime(4 * HOUR_MS);
      expect(await here.notifications.remind(10)).toBe(1);
      expect(await here.notifications.remind(10)).toBe(0);
      expect(await sendAll(here)).toMatchObject(EMAILS.map((address) => ({ kind: 'reminder', number, state: 'pending', address })));
    }
    await passTime(4 * HOUR_MS);
    expect(await here.notifications.remind(10)).toBe(0);
    const stored = await here.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ state: 'pending', version: 1, reminders: 5, remindedAt: expect.any(Date) as Date });
  });

  it('leaves people alone once it was decided or has expired, or the policy says so', async () => {
    const { here, passTime } = fixture();
    const policy = await tell(here, 4);
    const [decided] = [await submitted(here, policy), await submitted(here, { ...policy, expiresAfterHours: 3 })];
    await here.requests.close(reject(decided));
    await passTime(4 * HOUR_MS);
    expect(await here.notifications.remind(10)).toBe(0);
    await submitted(here, policy);
    await tell(here);
    await passTime(4 * HOUR_MS);
    expect(await here.notifications.remind(10)).toBe(0);
  });

  it('reminds once when two look at once', async () => {
    const { here, there, passTime } = fixture();
    await submitted(here, await tell(here, 4));
    await passTime(4 * HOUR_MS);
    const reminded = await Promise.all([here.notifications.remind(10), there.notifications.remind(10)]);
    expect(reminded.reduce((sum, count) => sum + count)).toBe(1);
  });
}
