import type { ClaimedDelivery } from '../ports/webhook-store';
import { endpoint, only, ORG, reject, submitted } from './sample-requests';
import { delivered, exhausted, failedOnce, gone } from './sample-settlements';
import { type MakeStoreFixture, type StoreFixture, type Stores, useFixture } from './store-fixture';

const LEASE_MS = 30_000;

function claim(stores: Stores, limit = 100, underWay: ReadonlyMap<string, number> = new Map()): Promise<readonly ClaimedDelivery[]> {
  return stores.deliveries.claim(limit, LEASE_MS, underWay);
}

async function rejected(stores: Stores): Promise<void> {
  await stores.requests.close(reject(await submitted(stores)));
}

/** What must hold for every adapter of DeliveryStore, with the endpoints it reads. */
export function describeDeliveryStore(makeFixture: MakeStoreFixture): void {
  describe('a delivery store', () => {
    const fixture = useFixture(makeFixture);
    describe('keeps the order of one request and endpoint:', () => describeOrder(fixture));
    describe('gives deliveries', () => describeClaims(fixture));
    describe('keeps to the endpoints:', () => describeEndpoints(fixture));
  });
}

function describeOrder(fixture: () => StoreFixture): void {
  it.each([
    ['delivered', delivered],
    ['exhausted', exhausted],
  ])('the later one waits until the earlier one is %s', async (_, settlement) => {
    const { here } = fixture();
    await endpoint(here);
    await rejected(here);
    const first = only(await claim(here));
    expect(first.event.seq).toBe(1);
    expect(await claim(here)).toEqual([]);
    await here.deliveries.settle([settlement(first)]);
    expect((await claim(here)).map(({ event }) => event.seq)).toEqual([2]);
  });

  it('the later one waits while the earlier one waits for its receiver, and follows at once', async () => {
    const { here, passTime } = fixture();
    await endpoint(here);
    await rejected(here);
    await here.deliveries.settle([failedOnce(only(await claim(here)), 60_000)]);
    expect(await claim(here)).toEqual([]);
    await passTime(60_001);
    const again = only(await claim(here));
    expect(again).toMatchObject({ attempts: 2, event: { seq: 1 } });
    await here.deliveries.settle([delivered(again)]);
    expect(await claim(here)).toMatchObject([{ event: { seq: 2 } }]);
  });

  it('one that is made while the earlier one is under way follows as soon as that is delivered', async () => {
    const { here } = fixture();
    await endpoint(here);
    const request = await submitted(here);
    const first = only(await claim(here));
    await here.requests.close(reject(request));
    await here.deliveries.settle([delivered(first)]);
    expect((await claim(here)).map(({ event }) => event.seq)).toEqual([2]);
  });

  it('nothing waits for another endpoint or request', async () => {
    const { here } = fixture();
    await endpoint(here);
    await rejected(here);
    await claim(here);
    await endpoint(here);
    const request = await submitted(here);
    const claims = await claim(here);
    expect(claims.map(({ event }) => event.requestId)).toEqual([request.requestId, request.requestId]);
  });
}

function describeClaims(fixture: () => StoreFixture): void {
  it('with all that the event is rendered from', async () => {
    const { here } = fixture();
    const { endpointId, url } = await endpoint(here, { payload: 'extended', slaSeconds: 7 });
    const { orgId, requestId, type, payloadText, eventId, traceId, requester } = await submitted(here);
    const { deliveryId, event, ...receiver } = only(await claim(here));
    expect(deliveryId).toBe(`${endpointId}.${requestId}.1`);
    const told = { endpointId, url, headers: { 'x-key': 'k' }, secret: 'whsec_c2VjcmV0', timeoutMs: 7_000, payload: 'extended' };
    expect(receiver).toEqual({ ...told, rendererVersion: 1, epoch: 1, attempts: 1 });
    const source = { orgId, requestId, type, payloadText, eventId, traceId, seq: 1, to: 'pending', autoApproved: false, at: event.at };
    const entityInfoText = '{"tillId":"50034","storeId":"301"}';
    expect(event).toEqual({ ...source, requesterId: requester.id, entityInfoText });
  });

  it('once to workers that look at the same time', async () => {
    const { here, there } = fixture();
    await endpoint(here, { maxConnections: 100 });
    for (let count = 0; count < 20; count++) await submitted(here);
    const ids: string[] = [];
    const take = async (stores: Stores): Promise<void> => {
      for (let look = 0; look < 20; look++) ids.push(...(await claim(stores, 3)).map(({ deliveryId }) => deliveryId));
    };
    await Promise.all([take(here), take(there)]);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('again when their worker dies, under a new epoch, and a late answer changes nothing but the log', async () => {
    const { here, there, attempts, passTime } = fixture();
    await endpoint(here);
    const request = await submitted(here);
    const lost = only(await claim(here));
    expect(await claim(there)).toEqual([]);
    await passTime(LEASE_MS + 1);
    const again = only(await claim(there));
    expect(again).toMatchObject({ epoch: 2, attempts: 2 });
    await here.deliveries.settle([delivered(lost)]);
    await there.deliveries.settle([failedOnce(again, 0)]);
    expect(await claim(here)).toMatchObject([{ epoch: 3 }]);
    expect((await attempts(request)).map(({ epoch, fenced }) => [epoch, fenced])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('round robin by endpoint, so that one with a backlog does not stand before the others', async () => {
    const { here } = fixture();
    await endpoint(here, { maxConnections: 50 });
    for (let count = 0; count < 10; count++) await submitted(here);
    await endpoint(here, { orgId: ORG + 1 });
    const other = await submitted(here, { orgId: ORG + 1 });
    const claims = await claim(here, 4);
    expect(claims).toHaveLength(4);
    expect(claims.map(({ event }) => event.requestId)).toContain(other.requestId);
  });
}

function describeEndpoints(fixture: () => StoreFixture): void {
  it('one never gets more than its connections, those under way included', async () => {
    const { here } = fixture();
    const { endpointId } = await endpoint(here, { maxConnections: 3 });
    for (let count = 0; count < 6; count++) await submitted(here);
    expect(await claim(here, 100, new Map([[endpointId, 2]]))).toHaveLength(1);
    expect(await claim(here, 100, new Map([[endpointId, 4]]))).toEqual([]);
    expect(await claim(here)).toHaveLength(3);
  });

  it('one that is inactive keeps its deliveries for when it is back', async () => {
    const { here } = fixture();
    const { endpointId, ...settings } = await endpoint(here, { active: false });
    await submitted(here);
    expect(await claim(here)).toEqual([]);
    await here.endpoints.update(ORG, endpointId, { ...settings, active: true }, 99);
    expect(await claim(here)).toHaveLength(1);
  });

  it('one whose receiver is gone is disabled and keeps its deliveries', async () => {
    const { here } = fixture();
    const { endpointId, ...settings } = await endpoint(here);
    await submitted(here);
    await here.deliveries.settle([gone(only(await claim(here)))]);
    expect((await here.endpoints.find(ORG, endpointId))?.disabledAt).toBeInstanceOf(Date);
    expect(await claim(here)).toEqual([]);
    await here.endpoints.update(ORG, endpointId, { ...settings, active: true }, 99);
    expect(await claim(here)).toHaveLength(1);
  });

  it('one hears nothing from before it was, of other orgs, of other events, and nothing more once it is deleted', async () => {
    const { here } = fixture();
    const early = await submitted(here);
    const { endpointId } = await endpoint(here);
    await endpoint(here, { eventNames: ['anotherEvent'] });
    await submitted(here, { orgId: ORG + 1 });
    await here.requests.close(reject(early));
    expect((await claim(here)).map(({ event }) => event.seq)).toEqual([2]);
    await submitted(here);
    expect(await here.endpoints.delete(ORG, endpointId)).toBe(true);
    expect(await claim(here)).toEqual([]);
  });
}
