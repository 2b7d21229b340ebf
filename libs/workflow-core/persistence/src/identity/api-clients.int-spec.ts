import { randomBytes } from 'node:crypto';
import type { ApiClient } from '@countersign/engine';
import { approve, newRequest, ORG } from '../testdata/builders';
import { agreed, agreedClient, agreedOn, BOSS, type ChangeParcel, proposed, SECOND } from '../testdata/configuration';
import { testStore, type TestStore } from '../testdata/test-database';

const ROTATED = { parcel: { secretHash: 'hash-two' }, proposer: SECOND };

describe('API clients', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const fresh = (own: ChangeParcel = {}): ChangeParcel => {
    const key = `${ORG}.${randomBytes(8).toString('hex')}`;
    return { key, name: key, secretHash: 'hash-one', grants: [], ...own };
  };
  const created = (own: ChangeParcel = {}): Promise<ApiClient> => agreedClient(store, fresh(own));

  it('are found by their key in their org only, and have ids that no person has', async () => {
    const client = await created({ grants: [{ name: 'CanMakeRequest', limitedTo: { ids: ['301'] } }, { name: 'CanAuditWorkflows' }] });
    expect(client.clientId).toBeGreaterThan(1e15);
    expect(client.grants).toEqual([{ name: 'CanMakeRequest', limitedTo: { ids: ['301'] } }, { name: 'CanAuditWorkflows' }]);
    expect(await store.clients.findByKey(ORG, client.key)).toEqual({ client, secretHash: 'hash-one' });
    expect(await store.clients.findByKey(ORG + 1, client.key)).toBeUndefined();
    expect(await store.clients.list(ORG)).toContainEqual(client);
    expect(await store.clients.list(ORG + 1)).toEqual([]);
  });

  it('have names that are unique as long as they are enabled', async () => {
    const client = await created({ name: 'reports' });
    expect(await agreed(store, proposed({ subject: 'api-client', action: 'create', parcel: fresh({ name: 'reports' }) }))).toBe(
      'name-taken',
    );
    await agreedOn(store, client.clientId, 'disable');
    expect(await created({ name: 'reports' })).toMatchObject({ name: 'reports' });
  });

  it.each(['CanCheckRequest', 'CanOperateWorkflows', 'CanConfigureWorkflows', 'CanCheckRequestSenior'])(
    'cannot be granted %s, also by somebody who writes the row',
    async (grant) => {
      const { clientId } = await created();
      for (const grants of [[{ grant: 'CanMakeRequest' }, { grant }], [grant], { grant }, [{}]])
        await expect(
          store.sql('update api_client set grants = $1 where client_id = $2', [JSON.stringify(grants), clientId]),
        ).rejects.toThrow('api_client_never_decides');
    },
  );

  it('lose their secret and every token of it when it is rotated', async () => {
    const { key, clientId } = await created();
    const known = await store.clients.findByKey(ORG, key);
    const hash = randomBytes(32);
    expect(await store.clients.keepToken(known!, hash, 300)).toEqual(expect.any(Date));
    const found = await store.clients.findByToken(ORG, hash);
    expect(found?.client.clientId).toBe(clientId);
    expect(found?.leftMs).toBeGreaterThan(290_000);
    expect(await store.clients.findByToken(ORG + 1, hash)).toBeUndefined();
    expect(await agreedOn(store, clientId, 'rotate', ROTATED)).toBe('done');
    expect(await store.clients.findByToken(ORG, hash)).toBeUndefined();
    expect(await store.clients.keepToken(known!, randomBytes(32), 300)).toBeUndefined();
    expect(await store.clients.findByKey(ORG, key)).toMatchObject({ secretHash: 'hash-two' });
  });

  it('that are disabled are for good', async () => {
    const { key, clientId } = await created();
    const known = await store.clients.findByKey(ORG, key);
    const hash = randomBytes(32);
    await store.clients.keepToken(known!, hash, 300);
    expect(await agreedOn(store, clientId, 'disable')).toBe('done');
    expect(await store.clients.findByKey(ORG, key)).toMatchObject({ client: { disabledAt: expect.any(Date) as Date } });
    expect(await store.clients.findByToken(ORG, hash)).toBeUndefined();
    expect(await store.clients.keepToken(known!, randomBytes(32), 300)).toBeUndefined();
    for (const action of ['disable', 'rotate', 'change-grants'] as const) expect(await agreedOn(store, clientId, action)).toBe('unknown');
    expect((await store.revocations.actions(ORG, 2)).actions).toMatchObject([
      { action: 'disable-client', about: clientId },
      { action: 'create-client', about: clientId },
    ]);
  });

  it('forget tokens that have ended when they get a new one', async () => {
    const { key } = await created();
    const known = await store.clients.findByKey(ORG, key);
    const old = randomBytes(32);
    await store.clients.keepToken(known!, old, 300);
    await store.sql(`update api_token set expires_at = now() - interval '1 second' where token_hash = $1`, [old]);
    expect(await store.clients.findByToken(ORG, old)).toBeUndefined();
    await store.clients.keepToken(known!, randomBytes(32), 300);
    expect(await store.sql('select from api_token where token_hash = $1', [old])).toEqual([]);
  });

  describe('that make requests', () => {
    it('have makers beside them: whoever was shown their secret', async () => {
      const client = await created();
      const byFirst = newRequest({ requester: { id: client.clientId, name: client.name } });
      await store.requests.submit(byFirst);
      await agreedOn(store, client.clientId, 'rotate', ROTATED);
      const bySecond = newRequest({ requester: { id: client.clientId, name: client.name } });
      await store.requests.submit(bySecond);
      expect(await store.requests.read(ORG, byFirst.requestId)).toMatchObject({ secretHolderIds: [BOSS.person.id] });
      expect(await store.requests.read(ORG, bySecond.requestId)).toMatchObject({ secretHolderIds: [SECOND.person.id] });
    });

    it('are decided by nobody who holds their secret, also past all use cases', async () => {
      const client = await created();
      const request = newRequest({ requester: { id: client.clientId, name: client.name } });
      await store.requests.submit(request);
      await expect(store.requests.close(approve(request, { checker: BOSS.person }))).rejects.toThrow();
      expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending', decisions: [] });
      expect(await store.requests.close(approve(request))).toMatchObject({ kind: 'done', state: 'accepted' });
    });

    it('do not decide, also past all use cases', async () => {
      const { clientId, name } = await created();
      const request = newRequest();
      await store.requests.submit(request);
      await expect(store.requests.close(approve(request, { checker: { id: clientId, name } }))).rejects.toThrow();
      expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending', decisions: [] });
    });

    it('must exist in the org', async () => {
      const client = await created();
      await expect(
        store.requests.submit(newRequest({ orgId: ORG + 1, requester: { id: client.clientId, name: client.name } })),
      ).rejects.toThrow();
    });
  });
});
