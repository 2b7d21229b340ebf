import type { Lease, Settlement } from '../ports/execution-store';
import { approve, CHECKER, claimed, newRequest, ORG, refOf, submitted, TYPE } from './sample-requests';
import { dueAgain, EXECUTED, executed, held, REFUSED, refused, UNKNOWN } from './sample-settlements';
import type { StoreFixture } from './store-fixture';

/** The judged end of an attempt, guarded by the epoch. */
export function describeSettling(fixture: () => StoreFixture): void {
  describe('by its holder', () => describeHolders(fixture));
  describe('by one who is not its holder', () => describeFencedOff(fixture));
}

function describeHolders(fixture: () => StoreFixture): void {
  it('ends the request with its event, the checker and the comment', async () => {
    const { here, journal, attempts } = fixture();
    const request = await submitted(here);
    await here.requests.close(approve(request, { comment: 'for the delay' }));
    await here.executions.claim({ ...request, epoch: 0 });
    const settlement = executed({ ...request, epoch: 1 });
    expect(await here.executions.settle(settlement)).toBe(true);
    const stored = await here.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ state: 'approved', version: 3, outcome: EXECUTED, endedAt: stored?.updatedAt });
    expect(stored?.loyaltyAnswerText).toBe('{"status":200,"headers":{},"body":{"createdId": 7.0}}');
    expect(stored).not.toHaveProperty('execution');
    const last = { seq: 3, from: 'accepted', to: 'approved', cause: 'worker', checkerId: CHECKER.id, comment: 'for the delay' };
    expect((await journal(request))[2]).toMatchObject({ ...last, eventId: settlement.eventId });
    expect(await attempts(request)).toEqual([{ epoch: 1, class: 'executed', fenced: false }]);
  });

  it('fails an auto-approved request without naming a checker', async () => {
    const { here, journal } = fixture();
    const claim = await claimed(here);
    expect(await here.executions.settle(refused(claim))).toBe(true);
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'failed', version: 2, outcome: REFUSED });
    expect((await journal(claim))[1]).not.toHaveProperty('checkerId');
  });

  it('changes the execution alone when the attempt is to be repeated', async () => {
    const { here, journal, passTime } = fixture();
    const claim = await claimed(here);
    await here.executions.fence(claim);
    await here.executions.settle(dueAgain(claim, 60_000, true));
    const execution = { inDoubt: true, leased: false, attempts: 1 };
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'accepted', version: 1, execution });
    expect(await journal(claim)).toHaveLength(1);
    await passTime(59_000);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
    await passTime(1_001);
    expect(await here.executions.findDue([TYPE], 10)).toHaveLength(1);
  });

  it('holds a request for a person without telling subscribers, and it never comes back by itself', async () => {
    const { here, journal, passTime } = fixture();
    const claim = await claimed(here);
    await here.executions.settle(held(claim));
    const stored = await here.requests.read(ORG, claim.requestId);
    expect(stored).toMatchObject({ state: 'needs_review', version: 2, outcome: UNKNOWN, execution: { inDoubt: true } });
    expect(stored).not.toHaveProperty('endedAt');
    expect((await journal(claim))[1]).not.toHaveProperty('eventId');
    await passTime(3_600_000);
    expect(await here.executions.findDue([TYPE], 10)).toEqual([]);
    expect(await here.executions.claim(claim)).toBeUndefined();
    expect(await here.executions.takeOverLost([TYPE], 10)).toEqual([]);
    expect(await here.requests.findSettled([refOf(claim)])).toEqual([refOf(claim)]);
  });

  it('gives the attempt back that used none up, however often', async () => {
    const { here, passTime } = fixture();
    const claim = await claimed(here);
    await here.executions.settle({ ...dueAgain(claim, 0, true), next: 'due', inDoubt: true, dueInMs: 0, uncounted: true });
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ execution: { inDoubt: true, leased: false, attempts: 0 } });
    await passTime(1);
    expect(await here.executions.claim(claim)).toMatchObject({ attempts: 1, epoch: 2 });
  });

  it('ends what the loyalty API answered with words that cannot be stored, and whatever is settled with it', async () => {
    const { here } = fixture();
    const words = { message: 'No \0 such \ud800 customer', code: '\0' };
    const evil = (claim: Lease): Settlement[] => [
      { ...refused(claim), next: 'failed', outcome: { ...REFUSED, ...words } },
      { ...refused(claim), attempt: { class: 'refused', durationMs: 1, code: '\udfff\0' } },
      { ...executed(claim), next: 'approved', outcome: EXECUTED, loyaltyAnswerText: '{"body":"\0"}' },
      { ...executed(claim), next: 'approved', outcome: { ...EXECUTED, warnings: [words] } },
      { ...held(claim), next: 'needs_review', inDoubt: true, outcome: { ...UNKNOWN, ...words } },
    ];
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimed(here)));
    const settlements = claims.map((claim, index) => (index % 2 === 0 ? evil(claim)[index / 2] : executed(claim)) ?? executed(claim));
    expect(await Promise.all(settlements.map((settlement) => here.executions.settle(settlement)))).toEqual(claims.map(() => true));
    const states = await Promise.all(claims.map(async ({ requestId }) => (await here.requests.read(ORG, requestId))?.state));
    expect(states).toEqual(settlements.map(({ next }) => next));
  });

  it('keeps each of many concurrent ends apart', async () => {
    const { here } = fixture();
    const claims = await Promise.all(Array.from({ length: 12 }, () => claimed(here)));
    const ends = [executed, refused, held] as const;
    await Promise.all(claims.map((claim, index) => here.executions.settle((ends[index % 3] ?? executed)(claim))));
    const states = await Promise.all(claims.map(async ({ requestId }) => (await here.requests.read(ORG, requestId))?.state));
    expect(states).toEqual(claims.map((_, index) => ['approved', 'failed', 'needs_review'][index % 3]));
  });
}

function describeFencedOff(fixture: () => StoreFixture): void {
  it('changes nothing for a zombie and notes that it was fenced off', async () => {
    const { here, there, journal, attempts, passTime, leaseMs } = fixture();
    const zombie = await claimed(here);
    await passTime(leaseMs + 1);
    await there.executions.takeOverLost([TYPE], 10);
    for (const late of [executed, refused, held]) expect(await here.executions.settle(late(zombie))).toBe(false);
    expect(await here.requests.read(ORG, zombie.requestId)).toMatchObject({ state: 'accepted', version: 1, execution: { leased: true } });
    expect(await journal(zombie)).toHaveLength(1);
    expect(await there.executions.settle(dueAgain({ ...zombie, epoch: 2 }, 0, true))).toBe(true);
    expect((await attempts(zombie)).map(({ epoch, fenced }) => [epoch, fenced])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [2, false],
    ]);
  });

  it('changes nothing a second time', async () => {
    const { here, attempts } = fixture();
    const claim = await claimed(here);
    expect(await here.executions.settle(executed(claim))).toBe(true);
    expect(await here.executions.settle(refused(claim))).toBe(false);
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'approved', version: 2 });
    expect((await attempts(claim)).map(({ fenced }) => fenced)).toEqual([false, true]);
  });

  it('changes nothing after the lease was given back, for another org, and for what is not known at all', async () => {
    const { here, journal } = fixture();
    const [claim, released] = [await claimed(here), await claimed(here)];
    await here.executions.release([released]);
    const unknown = { ...refOf(newRequest()), epoch: 1 };
    for (const lease of [released, unknown, { ...refOf(claim), orgId: ORG + 1, epoch: 1 }])
      expect(await here.executions.settle(executed(lease))).toBe(false);
    expect(await journal(released)).toHaveLength(1);
    expect(await journal(unknown)).toEqual([]);
    expect(await here.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'accepted' });
  });
}
