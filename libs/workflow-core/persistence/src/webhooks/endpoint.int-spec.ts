import { randomUUID } from 'node:crypto';
import { newEndpoint, ORG } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

describe('webhook endpoints', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  it('are found as they were created, without their secret', async () => {
    const { secret, ...shown } = newEndpoint({ orgId: 0 });
    const created = await store.endpoints.create({ ...shown, secret });
    const times = { version: 1, createdAt: expect.any(Date), updatedAt: expect.any(Date), updatedBy: shown.createdBy };
    expect(created).toEqual({ ...shown, ...times });
    expect(await store.endpoints.find(0, shown.endpointId)).toEqual(created);
    expect(await store.endpoints.list(0)).toEqual([created]);
    expect(await store.endpoints.find(ORG, shown.endpointId)).toBeUndefined();
  });

  it('have names that are unique in their org, as long as they exist', async () => {
    const first = newEndpoint({ name: 'crm' });
    await store.endpoints.create(first);
    expect(await store.endpoints.create(newEndpoint({ name: 'crm' }))).toBe('name-taken');
    expect(await store.endpoints.create(newEndpoint({ name: 'crm', orgId: ORG + 1 }))).toMatchObject({ name: 'crm' });
    const other = newEndpoint({ name: 'erp' });
    await store.endpoints.create(other);
    expect(await store.endpoints.update(ORG, other.endpointId, { ...other, name: 'crm' }, 7)).toBe('name-taken');
    await store.endpoints.delete(ORG, first.endpointId);
    expect(await store.endpoints.update(ORG, other.endpointId, { ...other, name: 'crm' }, 7)).toMatchObject({ name: 'crm', updatedBy: 7 });
  });

  it('that do not exist or are deleted cannot be changed', async () => {
    const endpoint = newEndpoint();
    expect(await store.endpoints.update(ORG, randomUUID(), endpoint, 7)).toBeUndefined();
    await store.endpoints.create(endpoint);
    await store.endpoints.delete(ORG, endpoint.endpointId);
    expect(await store.endpoints.update(ORG, endpoint.endpointId, endpoint, 7)).toBeUndefined();
    expect(await store.endpoints.find(ORG, endpoint.endpointId)).toBeUndefined();
  });
});
