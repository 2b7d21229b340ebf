import { randomUUID } from 'node:crypto';
import type { EndpointSettings, ProposedChange } from '@countersign/engine';
import { newEndpoint, newRequest, ORG } from '../testdata/builders';
import { agreed, agreedClient, agreedOn, BOSS, type ChangeParcel, letActAtOnce, proposed, SECOND } from '../testdata/configuration';
import { PgConfigurationChangeStore } from './pg-configuration-change-store';
import { testStore, type TestStore } from '../testdata/test-database';

const SETTINGS: EndpointSettings = {
  name: 'crm',
  url: 'https://crm.example.com',
  active: true,
  eventNames: ['requestWorkflowEvent'],
  payload: 'documented',
  headers: { 'X-Key': 'sealed' },
  maxConnections: 5,
  slaSeconds: 30,
};

describe('changes of webhooks and API clients', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('delete from webhook_endpoint'));

  const creation = (): ProposedChange =>
    proposed({
      subject: 'webhook',
      subjectId: randomUUID(),
      action: 'create',
      after: { name: 'crm' },
      parcel: { settings: SETTINGS, secret: 'sealed secret' },
    });
  const onEndpoint = (
    endpointId: string,
    action: 'update' | 'delete' | 'rotate-secret',
    basedOn: number,
    parcel: ChangeParcel = {},
  ): ProposedChange => proposed({ subject: 'webhook', subjectId: endpointId, action, basedOn, parcel });
  const journal = (): Promise<object[]> =>
    store.sql('select action, actor_id::int, details from webhook_action order by action_id desc limit 2');

  it('wait for a second person, and until then no event goes to what they create', async () => {
    const change = creation();
    expect(await store.changes.propose(BOSS, change)).toEqual({ kind: 'pending' });
    expect(await store.endpoints.list(ORG)).toEqual([]);
    await store.requests.submit(newRequest());
    expect(await store.sql('select from delivery where endpoint_id = $1', [change.subjectId])).toEqual([]);
    expect(await store.changes.decide(SECOND, change.changeId, 'confirm')).toEqual({ kind: 'done' });
    await store.requests.submit(newRequest());
    expect(await store.sql('select from delivery where endpoint_id = $1', [change.subjectId])).toHaveLength(1);
    expect(await store.endpoints.find(ORG, change.subjectId!)).toMatchObject({
      name: 'crm',
      createdBy: 77,
      headers: { 'X-Key': 'sealed' },
    });
    expect(await journal()).toEqual([
      { action: 'confirm', actor_id: 78, details: { change: 'create', after: { name: 'crm' } } },
      { action: 'propose', actor_id: 77, details: { change: 'create', after: { name: 'crm' } } },
    ]);
  });

  it('are confirmed by nobody who proposed them: neither by the store nor by the table', async () => {
    const change = creation();
    await store.changes.propose(BOSS, change);
    for (const verdict of ['confirm', 'decline'] as const)
      expect(await store.changes.decide(BOSS, change.changeId, verdict)).toEqual({ kind: 'own-proposal' });
    await expect(
      store.sql(`update configuration_change set state = 'in-effect', decided_by = proposed_by, parcel = null where change_id = $1`, [
        change.changeId,
      ]),
    ).rejects.toThrow('configuration_change_by_two');
    expect(await store.changes.decide(SECOND, change.changeId, 'withdraw')).toEqual({ kind: 'not-proposer' });
    expect(await store.changes.decide(BOSS, change.changeId, 'withdraw')).toEqual({ kind: 'done' });
    expect(await store.changes.decide(SECOND, change.changeId, 'confirm')).toEqual({ kind: 'not-pending' });
    expect(await store.endpoints.list(ORG)).toEqual([]);
  });

  it('are of people: an API client neither proposes nor confirms, also past all use cases', async () => {
    const client = { ...BOSS, person: { id: 1_000_000_000_000_001, name: 'a program' } };
    await expect(store.changes.propose(client, creation())).rejects.toThrow('configuration_change_by_persons');
    const change = creation();
    await store.changes.propose(BOSS, change);
    await expect(store.changes.decide(client, change.changeId, 'confirm')).rejects.toThrow('configuration_change_by_persons');
  });

  it('are bound to what was seen: none is confirmed once its subject was changed', async () => {
    const endpoint = newEndpoint();
    await store.endpoints.create(endpoint);
    const [first, second] = [1, 2].map((number) =>
      onEndpoint(endpoint.endpointId, 'update', 1, { settings: { ...SETTINGS, name: `name ${number}` } }),
    );
    for (const change of [first!, second!]) expect(await store.changes.propose(BOSS, change)).toEqual({ kind: 'pending' });
    expect(await store.changes.decide(SECOND, first!.changeId, 'confirm')).toEqual({ kind: 'done' });
    expect(await store.changes.decide(SECOND, second!.changeId, 'confirm')).toEqual({ kind: 'stale' });
    expect(await store.endpoints.find(ORG, endpoint.endpointId)).toMatchObject({ name: 'name 1', version: 2 });
    expect(await store.changes.propose(BOSS, onEndpoint(endpoint.endpointId, 'delete', 1))).toEqual({ kind: 'stale' });
  });

  it('confirmed by two people at once are done once', async () => {
    const change = creation();
    await store.changes.propose(BOSS, change);
    const others = [SECOND, { ...SECOND, person: { id: 80, name: 'Four' } }];
    const ends = await Promise.all(others.map((caller) => store.changes.decide(caller, change.changeId, 'confirm')));
    expect(ends.map(({ kind }) => kind).sort()).toEqual(['done', 'not-pending']);
    expect(await store.endpoints.list(ORG)).toHaveLength(1);
  });

  it('do not wait for ever, and leave no secret once they are decided or expired', async () => {
    const [declined, expired] = [creation(), creation()];
    for (const change of [declined, expired]) await store.changes.propose(BOSS, change);
    await store.changes.decide(SECOND, declined.changeId, 'decline');
    await store.sql(`update configuration_change set expires_at = now() - interval '1 minute' where change_id = $1`, [expired.changeId]);
    expect(await store.changes.find(ORG, expired.changeId)).toMatchObject({ state: 'expired' });
    expect(await store.changes.decide(SECOND, expired.changeId, 'confirm')).toEqual({ kind: 'not-pending' });
    const ids = [declined.changeId, expired.changeId];
    expect(await store.sql('select state, parcel from configuration_change where change_id = any ($1)', [ids])).toEqual(
      expect.arrayContaining([
        { state: 'declined', parcel: null },
        { state: 'expired', parcel: null },
      ]),
    );
    expect((await store.changes.list(ORG, { onlyPending: true, limit: 50 })).changes.map(({ changeId }) => changeId)).not.toEqual(
      expect.arrayContaining([expired.changeId]),
    );
  });

  it('that expire are journaled once, without an actor and whether or not anybody comes by, and tell those who are told', async () => {
    const orgId = ORG + 52;
    const webhook = creation();
    const client = proposed({ subject: 'api-client', action: 'create', after: { name: 'till' }, parcel: { name: 'till' } });
    for (const change of [webhook, client]) expect(await store.changes.propose({ ...BOSS, orgId }, change)).toEqual({ kind: 'pending' });
    await letActAtOnce(store, orgId, ['desk@shop.example']);
    await store.sql(`update configuration_change set expires_at = now() - interval '1 minute' where org_id = $1`, [orgId]);
    const sweeper = new PgConfigurationChangeStore(store.workerDatabase);
    expect([await sweeper.expireOverdue(20), await sweeper.expireOverdue(20)]).toEqual([1, 0]);
    const entries = await store.sql(
      `select e.fields::jsonb - 'id' - 'at' - 'webhook' as fields, e.more_words as named
         from (select * from webhook_action_entry union all select * from client_action_entry) e
        where e.org_id = $1 and e.fields ->> 'action' = 'expire'`,
      [orgId],
    );
    const details = (name: string) => expect.stringContaining(`{"name":"${name}"}`) as string;
    expect(entries).toEqual([
      { fields: { action: 'expire', change: webhook.changeId, details: details('crm') }, named: {} },
      { fields: { action: 'expire', change: client.changeId, details: details('till') }, named: {} },
    ]);
    expect(await store.sql(`select state, parcel from configuration_change where org_id = $1`, [orgId])).toEqual([
      { state: 'expired', parcel: null },
      { state: 'expired', parcel: null },
    ]);
    const mails = await store.notifications.claim(10, 60_000);
    expect(mails).toMatchObject([{ change: { became: 'expired', by: null } }, { change: { became: 'expired', by: null } }]);
  });

  it('that delete a webhook leave none of its secrets, and give up what it has not got yet', async () => {
    const endpoint = newEndpoint({ secret: 'sealed', headers: { 'X-Key': 'sealed' } });
    await store.endpoints.create(endpoint);
    await store.requests.submit(newRequest());
    expect(await agreed(store, onEndpoint(endpoint.endpointId, 'rotate-secret', 1, { secret: 'next', graceMs: 60_000 }))).toBe('done');
    expect(await agreed(store, onEndpoint(endpoint.endpointId, 'delete', 2))).toBe('done');
    const rows = 'select secret, headers, previous_secrets from webhook_endpoint where endpoint_id = $1';
    expect(await store.sql(rows, [endpoint.endpointId])).toEqual([{ secret: '', headers: {}, previous_secrets: [] }]);
    const states = 'select distinct state from delivery where endpoint_id = $1';
    expect(await store.sql(states, [endpoint.endpointId])).toEqual([{ state: 'dropped' }]);
  });

  it('act at once where two people agreed to that, are journaled as such, and only in that org', async () => {
    const orgId = ORG + 50;
    await letActAtOnce(store, orgId);
    const change = creation();
    expect(await store.changes.propose({ ...BOSS, orgId }, change)).toMatchObject({ kind: 'in-effect', subjectId: change.subjectId });
    expect(await store.endpoints.list(orgId)).toHaveLength(1);
    expect(await store.changes.find(orgId, change.changeId)).toMatchObject({ state: 'in-effect', atOnce: true });
    expect((await journal())[0]).toMatchObject({ action: 'at-once', actor_id: 77 });
    expect(await store.changes.propose(BOSS, creation())).toEqual({ kind: 'pending' });
  });

  it('are told to the addresses that the policy of the org names, also those that act at once', async () => {
    const orgId = ORG + 51;
    await letActAtOnce(store, orgId, ['desk@shop.example']);
    const change = creation();
    await store.changes.propose({ ...BOSS, orgId }, change);
    const claimed = await store.notifications.claim(10, 60_000);
    expect(claimed).toMatchObject([
      {
        ...{ orgId, requestId: change.changeId, kind: 'configuration', number: 1, address: 'desk@shop.example' },
        change: { subject: 'webhook', action: 'create', name: 'crm', became: 'in-effect-at-once', by: BOSS.person.name },
      },
    ]);
    await store.notifications.settle(claimed.map(({ kind, ...rest }) => ({ ...rest, kind, class: 'sent', next: { state: 'sent' } })));
    expect(await store.sql(`select state from notification where request_id = $1`, [change.changeId])).toEqual([{ state: 'sent' }]);
  });

  it('of grants that come with a new secret end the old one and its tokens with it', async () => {
    const parcel = { key: `${ORG}.${randomUUID()}`, name: randomUUID(), secretHash: 'hash-one', grants: [] };
    const { clientId, key } = await agreedClient(store, parcel, BOSS);
    const token = Buffer.from(randomUUID());
    await store.clients.keepToken((await store.clients.findByKey(ORG, key))!, token, 300);
    const wider = { parcel: { grants: [{ name: 'CanMakeRequest' as const }], secretHash: 'hash-two' }, proposer: SECOND };
    expect(await agreedOn(store, clientId, 'change-grants', wider)).toBe('done');
    expect(await store.clients.findByToken(ORG, token)).toBeUndefined();
    expect(await store.clients.findByKey(ORG, key)).toMatchObject({
      secretHash: 'hash-two',
      client: { grants: [{ name: 'CanMakeRequest' }], secretHolders: [SECOND.person.id] },
    });
    const said = (await store.revocations.actions(ORG, 2)).actions.map(({ action }) => action);
    expect(said.toSorted()).toEqual(['change-grants', 'rotate-client']);
  });

  it('of an org are seen by nobody else', async () => {
    const change = creation();
    await store.changes.propose(BOSS, change);
    const elsewhere = { ...SECOND, orgId: ORG + 1 };
    expect(await store.changes.find(ORG + 1, change.changeId)).toBeUndefined();
    expect((await store.changes.list(ORG + 1, { onlyPending: false, limit: 50 })).changes).toEqual([]);
    expect(await store.changes.decide(elsewhere, change.changeId, 'confirm')).toEqual({ kind: 'unknown' });
  });

  describe('after a revocation', () => {
    const grants = [{ name: 'CanMakeRequest' }] as const;
    const clientOf = (proposer = BOSS) =>
      agreedClient(store, { key: `${ORG}.${randomUUID()}`, name: randomUUID(), secretHash: 'hash-one', grants }, proposer);

    it('clients whose secret the person was shown are suspended with their tokens, until somebody else is shown a new one', async () => {
      const [known, other] = [await clientOf(), await clientOf(SECOND)];
      const key = await store.clients.findByKey(ORG, known.key);
      const token = Buffer.from(randomUUID());
      await store.clients.keepToken(key!, token, 300);
      await store.revocations.revoke(SECOND, BOSS.person.id, 'left');
      expect(await store.clients.findByToken(ORG, token)).toBeUndefined();
      expect(await store.clients.keepToken(key!, token, 300)).toBeUndefined();
      expect(await store.clients.findByKey(ORG, known.key)).toMatchObject({ client: { suspendedAt: expect.any(Date) as Date } });
      expect((await store.clients.findByKey(ORG, other.key))?.client.suspendedAt).toBeUndefined();
      await expect(store.requests.submit(newRequest({ requester: { id: known.clientId, name: known.name } }))).rejects.toThrow();
      expect((await store.revocations.actions(ORG, 1)).actions).toMatchObject([{ action: 'suspend-client', about: known.clientId }]);

      const rotation = { parcel: { secretHash: 'hash-two' } };
      expect(await agreedOn(store, known.clientId, 'rotate', rotation)).toBe('own-suspension');
      expect(await agreedOn(store, known.clientId, 'change-grants', { parcel: { grants, secretHash: 'hash-two' } })).toBe('own-suspension');
      expect(await agreedOn(store, known.clientId, 'change-grants', { parcel: { grants }, proposer: SECOND })).toBe('done');
      expect((await store.clients.findByKey(ORG, known.key))?.client.suspendedAt).toEqual(expect.any(Date));
      expect(await agreedOn(store, known.clientId, 'rotate', { ...rotation, proposer: SECOND })).toBe('done');
      expect((await store.clients.findByKey(ORG, known.key))?.client).toMatchObject({ secretHolders: [SECOND.person.id] });
      expect((await store.clients.findByKey(ORG, known.key))?.client.suspendedAt).toBeUndefined();
    });

    it('what the person proposed is confirmed by nobody', async () => {
      const change = creation();
      await store.changes.propose(BOSS, change);
      await store.revocations.revoke(SECOND, BOSS.person.id, 'left');
      expect(await store.changes.decide(SECOND, change.changeId, 'confirm')).toEqual({ kind: 'not-pending' });
      expect(await store.sql('select state, parcel from configuration_change where change_id = $1', [change.changeId])).toEqual([
        { state: 'withdrawn', parcel: null },
      ]);
    });
  });
});
