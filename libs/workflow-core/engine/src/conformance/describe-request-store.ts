import type { NewRequest } from '../ports/request-store';
import { describeClosing } from './describe-closing';
import { describeLimits } from './describe-limits';
import { describeResubmitting } from './describe-resubmitting';
import { describeRevoking } from './describe-revoking';
import { agreedPolicy, approve, MAKER, newRequest, ORG, reject, submitted } from './sample-requests';
import { type MakeStoreFixture, type StoreFixture, useFixture } from './store-fixture';

/** What must hold for every adapter of RequestStore. */
export function describeRequestStore(makeFixture: MakeStoreFixture): void {
  describe('a request store', () => {
    const fixture = useFixture(makeFixture);
    describe('that is given a new request', () => describeSubmitting(fixture));
    describe('that is given what it was given before', () => describeRepeating(fixture));
    describe('that is given a request once more by its maker', () => describeResubmitting(fixture));
    describe('when a person is revoked', () => describeRevoking(fixture));
    describe('that is told to end the wait for a checker', () => describeClosing(fixture));
    describe('that holds requests to limits', () => describeLimits(fixture));
  });
}

function describeSubmitting(fixture: () => StoreFixture): void {
  it('keeps it as it came, byte for byte, with its first transition', async () => {
    const { here, journal } = fixture();
    const payloadText = '{ "body" : {"b":1.0,"a":1e2,  "b2":"\\u0000é","a":"twice"}}';
    const request = newRequest({ payloadText, amount: 0.1, reference: 'R-1', expiresAfterHours: 2 });
    const result = await here.requests.submit(request);
    const stored = await here.requests.read(ORG, request.requestId);
    expect(result).toEqual({ kind: 'created', createdAt: stored?.createdAt });
    const { entityInfo, requester, customer, line } = request;
    expect(stored).toMatchObject({ state: 'pending', version: 1, approvals: 0, decisions: [], amount: 0.1, reference: 'R-1' });
    expect(stored).toMatchObject({ payloadText, entityInfo, requester, customer, line, updatedAt: stored?.createdAt });
    expect((stored?.expiresAt?.getTime() ?? 0) - (stored?.createdAt.getTime() ?? 0)).toBe(2 * 3_600_000);
    const first = { seq: 1, to: 'pending', cause: 'maker', actorId: MAKER.id, eventId: request.eventId, traceId: request.traceId };
    expect(await journal(request)).toEqual([{ ...first, at: stored?.createdAt }]);
  });

  it('starts the execution of an auto-approved one and tells nobody yet', async () => {
    const { here, journal } = fixture();
    const request = await submitted(here, { verdict: 'auto', expiresAfterHours: 2 });
    const stored = await here.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ state: 'accepted', version: 1, execution: { attempts: 0, inDoubt: false, leased: false } });
    const [first] = await journal(request);
    expect(first).toMatchObject({ to: 'accepted', cause: 'policy' });
    expect(first).not.toHaveProperty('eventId');
  });

  it('does not show it to another org', async () => {
    const { here } = fixture();
    const { requestId } = await submitted(here);
    expect(await here.requests.read(ORG + 1, requestId)).toBeUndefined();
  });

  it('refuses one that was judged by a policy version which is no longer current', async () => {
    const { here } = fixture();
    expect(await here.requests.submit(newRequest({ policyVersion: 1 }))).toEqual({ kind: 'policy-changed' });
    const request = newRequest();
    const version = await agreedPolicy(here);
    expect(await here.requests.submit(request)).toEqual({ kind: 'policy-changed' });
    expect(await here.requests.submit(newRequest({ policyVersion: version }))).toMatchObject({ kind: 'created' });
  });
}

function describeRepeating(fixture: () => StoreFixture): void {
  const idempotency = { key: 'k1', fingerprint: 'f1' };

  it('gives the same request again for the same key and body, as it now stands', async () => {
    const { here, there } = fixture();
    const first = await submitted(here, { idempotency });
    await here.requests.close(approve(first));
    const again = await there.requests.submit(newRequest({ idempotency }));
    expect(again).toMatchObject({ kind: 'replayed', request: { requestId: first.requestId, state: 'accepted' } });
  });

  it('refuses a key that was used with another body', async () => {
    const { here } = fixture();
    await submitted(here, { idempotency });
    expect(await here.requests.submit(newRequest({ idempotency: { key: 'k1', fingerprint: 'f2' } }))).toEqual({ kind: 'key-reused' });
  });

  it('knows a key of one maker and one org only', async () => {
    const { here } = fixture();
    await submitted(here, { idempotency });
    expect(await submitted(here, { idempotency, requester: { id: 42, name: 'Other Maker' } })).toBeDefined();
    expect(await submitted(here, { idempotency, orgId: ORG + 1 })).toBeDefined();
  });

  it('names the open request that already asks for the same, until that one has ended', async () => {
    const { here } = fixture();
    const same: Partial<NewRequest> = { naturalKeyHash: 'n1' };
    const open = await submitted(here, same);
    const duplicate = { kind: 'duplicate', openRequestId: open.requestId };
    expect(await here.requests.submit(newRequest(same))).toEqual(duplicate);
    expect(await submitted(here, { ...same, orgId: ORG + 1 })).toBeDefined();
    await here.requests.close(reject(open));
    const second = await submitted(here, same);
    await here.requests.close(approve(second));
    expect(await here.requests.submit(newRequest(same))).toEqual({ kind: 'duplicate', openRequestId: second.requestId });
  });

  it.each([
    ['one key', { idempotency }, ['created', 'replayed']],
    ['one natural key', { naturalKeyHash: 'n2' }, ['created', 'duplicate']],
  ])('makes one request of two calls with %s in two processes at once', async (_, same, kinds) => {
    const { here, there, empty } = fixture();
    for (let round = 0; round < 10; round++) {
      await empty();
      const results = await Promise.all([here.requests.submit(newRequest(same)), there.requests.submit(newRequest(same))]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(kinds);
    }
  });
}
