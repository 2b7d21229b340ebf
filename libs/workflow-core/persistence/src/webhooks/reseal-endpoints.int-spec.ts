import { newEndpoint, ORG } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';
import { type Reseal, resealEndpoints } from './reseal-endpoints';

/** Stands for sealing: what begins with `+` is sealed. */
const mark = (text: string): string => (text.startsWith('+') ? text : `+${text}`);
const marking = ({ secret, headers, previousSecrets }: Parameters<Reseal>[0]) => ({
  secret: mark(secret),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, mark(value)])),
  previousSecrets: previousSecrets.map(({ until, ...previous }) => ({ secret: mark(previous.secret), until })),
});

describe('sealing the secrets of webhooks anew', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const kept = (): Promise<object[]> =>
    store.sql('select org_id, secret, headers, previous_secrets from webhook_endpoint order by org_id, secret');

  it('reaches every row of every org once, previous secrets too; a deleted webhook keeps none', async () => {
    const plain = newEndpoint({ orgId: 0, secret: 'a', headers: { 'X-Key': 'k', 'X-Team': 't' } });
    const rotated = newEndpoint({ secret: 'b', headers: {} });
    const deleted = newEndpoint({ secret: 'd', headers: { 'X-Key': 'k' } });
    for (const endpoint of [plain, rotated, deleted]) await store.endpoints.create(endpoint);
    await store.endpoints.rotateSecret(rotated, 'c', 60_000, 7);
    await store.endpoints.delete(ORG, deleted.endpointId);
    expect(await resealEndpoints(store.url, marking)).toEqual({ read: 2, changed: 2 });
    expect(await kept()).toEqual([
      { org_id: 0, secret: '+a', headers: { 'X-Key': '+k', 'X-Team': '+t' }, previous_secrets: [] },
      { org_id: ORG, secret: '', headers: {}, previous_secrets: [] },
      { org_id: ORG, secret: '+c', headers: {}, previous_secrets: [{ secret: '+b', until: expect.any(String) as string }] },
    ]);
    expect(await resealEndpoints(store.url, marking)).toEqual({ read: 2, changed: 0 });
  });

  it('never undoes what was changed since it was read', async () => {
    await store.endpoints.create(newEndpoint({ orgId: 1, secret: 'old', headers: {} }));
    const count = await resealEndpoints(store.url, async (secrets) => {
      if (secrets.orgId !== 1) return secrets;
      await store.sql(`update webhook_endpoint set secret = 'new' where org_id = 1`);
      return marking(secrets);
    });
    expect(count).toEqual({ read: 3, changed: 0 });
    expect(await kept()).toContainEqual(expect.objectContaining({ org_id: 1, secret: 'new' }));
  });
});
