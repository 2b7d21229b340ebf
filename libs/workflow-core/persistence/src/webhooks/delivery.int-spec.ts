import type { Endpoint, NewEndpoint, NewRequest } from '@countersign/engine';
import { newEndpoint, newRequest, ORG, reject } from '../testdata/builders';
import { claimDeliveries, delivered, exhausted, failedOnce, gone } from '../testdata/deliveries';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

describe('deliveries', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, decision, delivery, webhook_endpoint, attempt'));

  const endpoint = async (own: Partial<NewEndpoint> = {}): Promise<Endpoint> => {
    const created = await store.endpoints.create(newEndpoint(own));
    if (created === 'name-taken') throw new Error('The name was taken.');
    return created;
  };
  const submitted = async (own: Partial<NewRequest> = {}): Promise<NewRequest> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    return request;
  };
  const rejected = async (): Promise<NewRequest> => {
    const request = await submitted();
    await store.requests.close(reject(request));
    return request;
  };
  const allDueNow = (): Promise<object[]> => store.sql(`update delivery set due_at = now() where state = 'due'`);
  const states = (): Promise<object[]> => store.sql('select seq, state, epoch, attempts from delivery order by request_id, seq');

  describe('of one request and endpoint', () => {
    it('are claimed with all that the event is rendered from', async () => {
      const { endpointId, url } = await endpoint({ payload: 'extended', slaSeconds: 7 });
      const request = await submitted();
      const [claim, ...none] = await claimDeliveries(store);
      expect(none).toEqual([]);
      expect(claim).toEqual({
        deliveryId: `${endpointId}.${request.requestId}.1`,
        endpointId,
        url,
        headers: { 'x-key': 'k' },
        secret: 'whsec_c2VjcmV0',
        timeoutMs: 7_000,
        payload: 'extended',
        rendererVersion: 1,
        epoch: 1,
        attempts: 1,
        event: {
          orgId: ORG,
          requestId: request.requestId,
          type: request.type,
          requesterId: request.requester.id,
          payloadText: request.payloadText,
          entityInfoText: '{"tillId":"50034","storeId":"301"}',
          seq: 1,
          eventId: request.eventId,
          traceId: request.traceId,
          to: 'pending',
          autoApproved: false,
          at: expect.any(Date),
        },
      });
    });

    it.each([
      ['delivered', delivered],
      ['exhausted', exhausted],
    ])('go in order: the later one waits until the earlier one is %s', async (_, settlement) => {
      await endpoint();
      await rejected();
      const [first, ...others] = await claimDeliveries(store);
      expect(first?.event.seq).toBe(1);
      expect(others).toEqual([]);
      await allDueNow();
      await store.sql(`update delivery set due_at = now() + interval '1 minute' where seq = 1`);
      expect(await claimDeliveries(store)).toEqual([]);
      await store.deliveries.settle([settlement(first!)]);
      expect((await claimDeliveries(store)).map(({ event }) => event.seq)).toEqual([2]);
    });

    it('are not looked at while an earlier one waits for its receiver, and follow it at once', async () => {
      await endpoint();
      const request = await rejected();
      const [first] = await claimDeliveries(store);
      await store.deliveries.settle([failedOnce(first!, 60_000)]);
      const [later] = await store.sql<{ same: boolean }>('select count(distinct due_at) = 1 as same from delivery');
      expect(later).toEqual({ same: true });
      await allDueNow();
      const [again] = await claimDeliveries(store);
      expect(again).toMatchObject({ event: { requestId: request.requestId, seq: 1 }, attempts: 2 });
      await store.deliveries.settle([delivered(again!)]);
      expect(await claimDeliveries(store)).toMatchObject([{ event: { seq: 2 } }]);
    });

    it('do not wait for those of another endpoint or request', async () => {
      await endpoint();
      await rejected();
      const [first] = await claimDeliveries(store);
      const other = await endpoint();
      const request = await submitted();
      const claims = await claimDeliveries(store);
      expect(first?.event.seq).toBe(1);
      expect(claims.map(({ event }) => event.requestId)).toEqual([request.requestId, request.requestId]);
      expect(claims.map(({ endpointId }) => endpointId)).toContain(other.endpointId);
    });
  });

  it('are claimed once by workers that look at the same time', async () => {
    await endpoint({ maxConnections: 100 });
    const requests = await Promise.all(Array.from({ length: 300 }, () => submitted()));
    const workers = [store, rival, store.gateway(), store.gateway()];
    const ids: string[] = [];
    const take = async (worker: TestGateway): Promise<void> => {
      for (let look = 0; look < 200 && ids.length < 300; look++)
        ids.push(...(await claimDeliveries(worker, 3)).map(({ event }) => event.requestId));
    };
    await Promise.all(workers.map(take));
    expect(ids.sort()).toEqual(requests.map(({ requestId }) => requestId).sort());
  });

  it('of an inactive endpoint are kept for when it is back', async () => {
    const { endpointId, ...settings } = await endpoint({ active: false });
    await submitted();
    expect(await claimDeliveries(store)).toEqual([]);
    await store.endpoints.update(ORG, endpointId, { ...settings, active: true }, 99);
    expect(await claimDeliveries(store)).toHaveLength(1);
  });

  it('of a receiver that is gone disable it and wait until it is made active again', async () => {
    const { endpointId, ...settings } = await endpoint();
    await submitted();
    await submitted();
    const claims = await claimDeliveries(store);
    await store.deliveries.settle([gone(claims[0]!), failedOnce(claims[1]!, 0)]);
    expect((await store.endpoints.find(ORG, endpointId))?.disabledAt).toBeInstanceOf(Date);
    expect(await claimDeliveries(store)).toEqual([]);
    const back = await store.endpoints.update(ORG, endpointId, { ...settings, active: true }, 99);
    expect(back).not.toHaveProperty('disabledAt');
    expect(await claimDeliveries(store)).toHaveLength(2);
  });

  it('are not made for events before the endpoint was', async () => {
    const early = await submitted();
    await endpoint();
    await store.requests.close(reject(early));
    expect((await claimDeliveries(store)).map(({ event }) => event.seq)).toEqual([2]);
  });

  it('come back when their worker dies, under a new epoch, and the late answer changes nothing but the log', async () => {
    await endpoint();
    const { requestId } = await submitted();
    const [lost] = await claimDeliveries(store);
    expect(await claimDeliveries(rival)).toEqual([]);
    await allDueNow();
    const [again] = await claimDeliveries(rival);
    expect(again).toMatchObject({ epoch: 2, attempts: 2 });
    await store.deliveries.settle([delivered(lost!)]);
    expect(await states()).toEqual([{ seq: 1, state: 'due', epoch: 2, attempts: 2 }]);
    await rival.deliveries.settle([delivered(again!)]);
    expect(await states()).toMatchObject([{ state: 'delivered' }]);
    expect(
      await store.sql('select epoch, class, fenced, http_status from attempt where request_id = $1 order by attempt_id', [requestId]),
    ).toEqual([
      { epoch: 1, class: 'delivered', fenced: true, http_status: 204 },
      { epoch: 2, class: 'delivered', fenced: false, http_status: 204 },
    ]);
  });

  it('of one endpoint are never more than its connections, those under way included', async () => {
    const { endpointId } = await endpoint({ maxConnections: 3 });
    await Promise.all(Array.from({ length: 10 }, () => submitted()));
    expect(await claimDeliveries(store, 100, new Map([[endpointId, 2]]))).toHaveLength(1);
    expect(await claimDeliveries(store, 100, new Map([[endpointId, 4]]))).toEqual([]);
    expect(await claimDeliveries(store)).toHaveLength(3);
  });

  it('are claimed round robin by endpoint, so that one with a backlog does not stand before the others', async () => {
    await endpoint({ maxConnections: 50 });
    await Promise.all(Array.from({ length: 40 }, () => submitted()));
    await endpoint({ orgId: ORG + 1 });
    const other = await submitted({ orgId: ORG + 1 });
    const claims = await claimDeliveries(store, 4);
    expect(claims).toHaveLength(4);
    expect(claims.map(({ event }) => event.requestId)).toContain(other.requestId);
  });

  it('of a deleted endpoint are dropped, not sent', async () => {
    const { endpointId } = await endpoint();
    await submitted();
    expect(await store.endpoints.delete(ORG + 1, endpointId)).toBe(false);
    expect(await store.endpoints.delete(ORG, endpointId)).toBe(true);
    expect(await store.endpoints.delete(ORG, endpointId)).toBe(false);
    expect(await states()).toMatchObject([{ state: 'dropped' }]);
    expect(await claimDeliveries(store)).toEqual([]);
    await submitted();
    expect(await states()).toHaveLength(1);
  });
});
