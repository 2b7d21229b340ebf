import type { NewRequest, RequestRef } from '../ports/request-store';
import { approve, newRequest, ORG, sendBack, submitted } from './sample-requests';
import type { StoreFixture, Stores } from './store-fixture';

async function sentBack(stores: Stores, own: Partial<NewRequest> = {}): Promise<NewRequest> {
  const request = await submitted(stores, own);
  await stores.requests.close(sendBack(request));
  return request;
}

function again({ requestId }: RequestRef, own: Partial<NewRequest> = {}): NewRequest {
  return newRequest({ resubmissionOf: { requestId, makerIds: [] }, ...own });
}

/** A maker asks again for what has ended. */
export function describeResubmitting(fixture: () => StoreFixture): void {
  it('links it both ways, with a journal of its own', async () => {
    const { here, journal } = fixture();
    const earlier = await sentBack(here, { naturalKeyHash: 'n1' });
    const request = again(earlier, { naturalKeyHash: 'n1' });
    expect(await here.requests.submit(request)).toMatchObject({ kind: 'created' });
    const origin = { requestId: earlier.requestId, makerIds: [] };
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending', version: 1, resubmissionOf: origin });
    expect(await here.requests.read(ORG, earlier.requestId)).toMatchObject({ state: 'rejected', resubmittedAs: request.requestId });
    expect(await journal(request)).toMatchObject([{ seq: 1, to: 'pending', eventId: request.eventId }]);
  });

  it('is done once for each request, and again for what came of it', async () => {
    const { here } = fixture();
    const earlier = await sentBack(here);
    const request = again(earlier);
    await here.requests.submit(request);
    expect(await here.requests.submit(again(earlier))).toEqual({ kind: 'already-resubmitted', resubmittedAs: request.requestId });
    await here.requests.close(sendBack(request));
    expect(await here.requests.submit(again(request))).toMatchObject({ kind: 'created' });
  });

  it('gives the same request again for the same key', async () => {
    const { here, there } = fixture();
    const earlier = await sentBack(here);
    const idempotency = { key: 'again-1', fingerprint: 'f1' };
    const request = again(earlier, { idempotency });
    await here.requests.submit(request);
    expect(await there.requests.submit(again(earlier, { idempotency }))).toMatchObject({
      kind: 'replayed',
      request: { requestId: request.requestId },
    });
    const other = { ...idempotency, fingerprint: 'f2' };
    expect(await there.requests.submit(again(earlier, { idempotency: other }))).toEqual({ kind: 'key-reused' });
  });

  it('names the open request that asks for the same, and leaves the earlier one free', async () => {
    const { here } = fixture();
    const earlier = await sentBack(here, { naturalKeyHash: 'n1' });
    const open = await submitted(here, { naturalKeyHash: 'n1' });
    expect(await here.requests.submit(again(earlier, { naturalKeyHash: 'n1' }))).toEqual({
      kind: 'duplicate',
      openRequestId: open.requestId,
    });
    await here.requests.close(approve(open));
    expect(await here.requests.submit(again(earlier))).toMatchObject({ kind: 'created' });
  });

  describe('beside others', () => describeRivals(fixture));
}

function describeRivals(fixture: () => StoreFixture): void {
  it('is held to the limits that hold for every request', async () => {
    const { here } = fixture();
    const limits = { caps: { maker: { requests: 1 } } };
    const earlier = await sentBack(here);
    await submitted(here, { limits });
    expect(await here.requests.submit(again(earlier, { limits }))).toMatchObject({
      kind: 'limits-differ',
      facts: { usage: { maker: { requests: 1 } } },
    });
    expect(await here.requests.read(ORG, earlier.requestId)).not.toHaveProperty('resubmittedAs');
  });

  it('has one winner of two processes at once', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const earlier = await sentBack(here);
      const results = await Promise.all([here.requests.submit(again(earlier)), there.requests.submit(again(earlier))]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['already-resubmitted', 'created']);
    }
  });
}
