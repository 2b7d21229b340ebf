import { randomUUID } from 'node:crypto';
import type { DeliveryView, EndpointDeliveries, NewRequest } from '@countersign/engine';
import { newEndpoint, newRequest, ORG, reject } from '../testdata/builders';
import { claimDeliveries, delivered, exhausted, failedOnce } from '../testdata/deliveries';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgDeliveryLog } from './pg-delivery-log';

const CALLER = { orgId: ORG, person: { id: 3001, name: 'configurator.one' }, traceId: 'd'.repeat(32) };

describe('the log of deliveries', () => {
  let store: TestStore;
  let log: PgDeliveryLog;
  const endpoint = newEndpoint();
  beforeAll(async () => {
    store = await testStore();
    log = new PgDeliveryLog(store.database);
  });
  afterAll(() => store.drop());
  beforeEach(async () => {
    await store.sql('truncate request, transition, decision, delivery, webhook_endpoint, attempt');
    await store.endpoints.create(endpoint);
  });

  const submitted = async (own: Partial<NewRequest> = {}): Promise<NewRequest> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    return request;
  };
  const spent = async (): Promise<DeliveryView> => {
    const request = await submitted();
    const [claim] = await claimDeliveries(store);
    await store.deliveries.settle([exhausted(claim!)]);
    return (await log.findByRequest(ORG, request.requestId))[0]!;
  };

  const entries = () =>
    store.sql(
      'select org_id::int, action, endpoint_id, details, actor_id::int, actor_name, trace_id from webhook_action order by action_id',
    );

  it('shows a delivery with its event and every try', async () => {
    const request = await submitted();
    const [first] = await claimDeliveries(store);
    await store.deliveries.settle([failedOnce(first!, 0)]);
    const [second] = await claimDeliveries(store);
    await store.deliveries.settle([delivered(second!)]);
    const [view] = await log.findByRequest(ORG, request.requestId);
    expect(view).toEqual({
      deliveryId: first?.deliveryId,
      endpointId: endpoint.endpointId,
      endpointName: endpoint.name,
      requestId: request.requestId,
      eventId: request.eventId,
      seq: 1,
      traceId: request.traceId,
      state: 'delivered',
      dueAt: expect.any(Date),
      createdAt: expect.any(Date),
      deliveredAt: expect.any(Date),
      attempts: [
        { class: 'timeout', durationMs: 10_000, at: expect.any(Date) },
        { class: 'delivered', httpStatus: 204, durationMs: 5, at: expect.any(Date) },
      ],
    });
    expect(await log.findByEvent(ORG, request.eventId)).toEqual([view]);
    expect(await log.findByTrace(ORG, request.traceId)).toEqual([view]);
  });

  it('shows nothing of another org', async () => {
    const { requestId, eventId, traceId } = await submitted();
    const other = ORG + 1;
    expect(await log.findByRequest(other, requestId)).toEqual([]);
    expect(await log.findByEvent(other, eventId)).toEqual([]);
    expect(await log.findByTrace(other, traceId)).toEqual([]);
    expect(await log.findByEndpoint({ orgId: other, endpointId: endpoint.endpointId, limit: 10 })).toEqual([]);
  });

  it('shows one endpoint’s deliveries, newest request first, of one state if asked', async () => {
    const old = await spent();
    const request = await submitted();
    await store.requests.close(reject(request));
    const find = (sought: Partial<EndpointDeliveries>) =>
      log.findByEndpoint({ orgId: ORG, endpointId: endpoint.endpointId, limit: 10, ...sought });
    const shown = await find({});
    expect(shown.map(({ requestId, seq }) => [requestId, seq])).toEqual([
      [request.requestId, 2],
      [request.requestId, 1],
      [old.requestId, 1],
    ]);
    expect(await find({ limit: 1 })).toEqual(shown.slice(0, 1));
    expect(await find({ state: 'exhausted' })).toEqual([old]);
    expect(await find({ state: 'due' })).toHaveLength(2);
    expect(await find({ state: 'delivered' })).toEqual([]);
    expect(await find({ state: 'dropped' })).toEqual([]);
  });

  it('pages through one endpoint’s deliveries without a gap or a repetition, though new ones come in between', async () => {
    await submitted();
    await store.requests.close(reject(await submitted()));
    const find = (after?: string) => log.findByEndpoint({ orgId: ORG, endpointId: endpoint.endpointId, limit: 2, after });
    const first = await find();
    await submitted();
    const second = await find(first.at(-1)?.deliveryId);
    expect([...first, ...second].map(({ seq }) => seq)).toEqual([2, 1, 1]);
    expect(new Set([...first, ...second].map(({ deliveryId }) => deliveryId)).size).toBe(3);
    expect(await find(second.at(-1)?.deliveryId)).toEqual([]);
    expect(await find('not-a-delivery')).toEqual([]);
    const [due] = await log.findByEndpoint({
      orgId: ORG,
      endpointId: endpoint.endpointId,
      limit: 2,
      state: 'due',
      after: first[0]?.deliveryId,
    });
    expect(due).toEqual(first[1]);
  });

  it('sends one again at once, with a fresh schedule and the same event', async () => {
    const { deliveryId, eventId } = await spent();
    expect(await log.resend(CALLER, deliveryId)).toBe('due');
    expect(await claimDeliveries(store)).toMatchObject([{ deliveryId, attempts: 1, epoch: 2, event: { eventId } }]);
  });

  it('sends nothing that does not exist, is another org’s, or has no endpoint any more', async () => {
    const { deliveryId } = await spent();
    expect(await log.resend({ ...CALLER, orgId: ORG + 1 }, deliveryId)).toBe('unknown');
    expect(await log.resend(CALLER, `${endpoint.endpointId}.${randomUUID()}.1`)).toBe('unknown');
    expect(await log.resend(CALLER, 'nonsense')).toBe('unknown');
    await store.endpoints.delete(ORG, endpoint.endpointId);
    expect(await log.resend(CALLER, deliveryId)).toBe('unknown');
    expect(await log.resendExhausted(CALLER, endpoint.endpointId)).toBe(0);
  });

  it('leaves an entry that says who sent what again, in the same write, and none where nothing could be sent', async () => {
    const before = (await entries()).length;
    const { deliveryId, requestId, seq } = await spent();
    await log.resend({ ...CALLER, orgId: ORG + 1 }, deliveryId);
    await log.resend(CALLER, `${endpoint.endpointId}.${randomUUID()}.1`);
    await log.resendExhausted(CALLER, randomUUID());
    expect(await entries()).toHaveLength(before);
    await log.resendExhausted(CALLER, endpoint.endpointId);
    await log.resend(CALLER, deliveryId);
    const common = { org_id: ORG, actor_id: CALLER.person.id, actor_name: CALLER.person.name, trace_id: CALLER.traceId };
    expect((await entries()).slice(before)).toEqual([
      { ...common, action: 'resend-exhausted', endpoint_id: endpoint.endpointId, details: { deliveries: 1 } },
      { ...common, action: 'resend', endpoint_id: endpoint.endpointId, details: { request: requestId, seq } },
    ]);
  });

  it('sends all exhausted ones of an endpoint again and says how many', async () => {
    await spent();
    await spent();
    await submitted();
    expect(await log.resendExhausted(CALLER, endpoint.endpointId)).toBe(2);
    expect(await log.resendExhausted(CALLER, endpoint.endpointId)).toBe(0);
    expect(await claimDeliveries(store)).toHaveLength(3);
  });
});
