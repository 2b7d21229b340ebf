import { createHash, randomUUID } from 'node:crypto';
import type { NewRequest } from '@countersign/engine';
import { approve, newEndpoint, newRequest, ORG, reject, traceId, withdraw } from '../testdata/builders';
import { IDENTIFIERS, testStore, type TestStore } from '../testdata/test-database';
import { PgDeliveryLog } from '../webhooks/pg-delivery-log';
import { type FoundRequest, PersonalData } from './personal-data';
import { PgRetentionStore } from './pg-retention-store';

const MOBILE = '919900000177';
const WORDS = 'canary-words';
const TABLES = [
  ...['request', 'decision', 'transition', 'review', 'operator_action', 'operator_answer', 'execution', 'attempt', 'delivery'],
  ...['request_customer', 'refused_submission', 'policy_usage', 'verdict_facts', 'notification', 'reminder', 'refused_action'],
  ...['journal_leaf', 'webhook_action', 'client_action', 'read_action', 'identity_action', 'revocation', 'pause', 'revoked_approval'],
];
const ORDER = { orgId: ORG, orderedBy: 77, orderedByName: 'officer' };

describe('personal data', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await testStore();
  });
  afterEach(() => store.drop());

  const personal = (own: Partial<NewRequest> = {}): Promise<NewRequest> => submitted({ customer: MOBILE, ...own });
  async function submitted(own: Partial<NewRequest>): Promise<NewRequest> {
    const request = newRequest({
      payloadText: `{"body":{"mobile":"${MOBILE}","note":"${WORDS}"}}`,
      reference: `${WORDS}-reference`,
      line: `Grant to ${MOBILE}`,
      naturalKeyHash: `natural-${randomUUID()}`,
      loyaltyKeyHash: `loyalty-${randomUUID()}`,
      idempotency: { key: `key-${MOBILE}-${randomUUID()}`, fingerprint: 'f' },
      ...own,
    });
    expect((await store.requests.submit(request)).kind).toBe('created');
    return request;
  }
  async function rejected(own: Partial<NewRequest> = {}): Promise<NewRequest> {
    const request = await personal(own);
    await store.requests.close(reject(request, { comment: WORDS, idempotency: { key: `${WORDS}-${randomUUID()}`, fingerprint: 'f' } }));
    return request;
  }
  const endedLongAgo = (days = 10): Promise<object[]> =>
    store.sql(`update request set ended_at = ended_at - make_interval(days => $1) where ended_at is not null`, [days]);
  const find = (own: { customers?: string[]; mentions?: boolean } = {}): Promise<readonly FoundRequest[]> =>
    PersonalData.in(store.url, (data) => data.find({ orgId: ORG, customers: [MOBILE], mentions: false, ...own }));
  const erase = (requests: readonly NewRequest[], undelivered = false): Promise<number> =>
    PersonalData.in(store.url, (data) =>
      data.erase(
        ORDER,
        requests.map(({ requestId }) => requestId),
        undelivered,
      ),
    );
  const everything = async (): Promise<string> =>
    (await Promise.all(TABLES.map((table) => store.sql<{ dump: string }>(`select to_jsonb(t)::text as dump from ${table} t`))))
      .flat()
      .map(({ dump }) => dump)
      .join('\n');

  it('is gone from every table once erased, and the request still counts', async () => {
    const request = await rejected();
    await endedLongAgo();
    expect(await everything()).toMatch(new RegExp(`${MOBILE}[^]*${WORDS}`));
    const before = await store.requests.read(ORG, request.requestId);
    expect(await erase([request])).toBe(1);
    expect(await everything()).not.toMatch(new RegExp(`${MOBILE}|${WORDS}`));
    const { erasedAt, ...after } = (await store.requests.read(ORG, request.requestId))!;
    expect(erasedAt).toEqual(expect.any(Date));
    const { reference: _gone, ...lasting } = before!;
    const decisions = before!.decisions.map((decision) => ({ ...decision, comment: 'erased' }));
    expect(after).toEqual({ ...lasting, payloadText: '{"erased":true}', customer: 'erased', line: 'erased', decisions });
  });

  it('is gone of everybody whom the request names, their counters of earlier days included', async () => {
    const request = await rejected({ otherCustomers: ['919900000178', '919900000179'], limits: { caps: { customer: { requests: 5 } } } });
    await store.sql(`update policy_usage set day = day - 1`);
    const key = IDENTIFIERS.of(ORG, '919900000178');
    expect((await find({ customers: ['919900000178'] })).map(({ requestId, isMention }) => [requestId, isMention])).toEqual([
      [request.requestId, false],
    ]);
    expect(await everything()).toMatch(new RegExp(`919900000178[^]*${key}|${key}[^]*919900000178`));
    expect(await erase([request])).toBe(1);
    expect(await everything()).not.toMatch(new RegExp(`91990000017[789]|${key}`));
  });

  it('is gone from what policies refused and counted, which stay as facts about nobody', async () => {
    const request = await personal({ limits: { caps: { customer: { requests: 5 } } } });
    const refused = newRequest({ customer: MOBILE, idempotency: { key: `key-${MOBILE}`, fingerprint: 'f' } });
    await store.requests.refuse({ request: refused, reason: 'customer-cap', facts: {} });
    await store.requests.close(reject(request, { comment: WORDS }));
    await endedLongAgo();
    await store.sql('update policy_usage set day = day - 10');
    await PersonalData.in(store.url, async (data) => {
      expect(await data.countRefused({ orgId: ORG, customers: [MOBILE], mentions: false })).toBe(1);
      expect(await data.erase(ORDER, [request.requestId], false)).toBe(1);
      expect(await data.eraseRefused(ORDER, [MOBILE])).toBe(1);
    });
    expect(await everything()).not.toMatch(new RegExp(`${MOBILE}|${WORDS}`));
    expect(await store.sql('select customer, reason from refused_submission')).toEqual([{ customer: 'erased', reason: 'customer-cap' }]);
    expect(await store.sql('select subject from policy_usage')).toEqual([]);
    expect((await store.journal.list(ORG, 10)).actions.map(({ reason }) => reason)).toEqual(['1 refused submission', '1 request']);
  });

  it('is counted by a hash that nobody finds by trying, and goes with whoever asks, also long after the request went', async () => {
    const request = await personal({ limits: { caps: { customer: { requests: 5 } } } });
    const counted = async (): Promise<string[]> =>
      (await store.sql<{ subject_key: string }>('select subject_key from policy_usage')).map(({ subject_key: key }) => key);
    expect(await counted()).toEqual([IDENTIFIERS.of(ORG, MOBILE)]);
    expect(await everything()).not.toContain(createHash('md5').update(MOBILE).digest('hex'));
    await store.requests.close(reject(request, { comment: WORDS }));
    await endedLongAgo();
    expect(await erase([request])).toBe(1);
    // Counted today, and so left; the request does not name whose it was any more.
    expect(await counted()).toHaveLength(1);
    const keys = [IDENTIFIERS.of(ORG, MOBILE)];
    expect(await PersonalData.in(store.url, (data) => data.erasePerson(ORDER, [MOBILE], keys))).toBe(1);
    expect(await counted()).toEqual([]);
  });

  it('that a gateway of the version before counted is counted on under the keyed hash, and gives back there', async () => {
    const limits = { caps: { customer: { requests: 2 } } };
    await store.sql(
      `insert into policy_usage (org_id, type, subject, subject_key, day, requests, amount)
       values ($1, 'GOODWILL_POINTS', 'customer', md5($2)::uuid::text, (now() at time zone 'UTC')::date, 1, 0)`,
      [ORG, MOBILE],
    );
    const request = await personal({ limits });
    const usage = () => store.sql('select subject_key, requests from policy_usage');
    expect(await usage()).toEqual([{ subject_key: IDENTIFIERS.of(ORG, MOBILE), requests: 2 }]);
    expect((await store.requests.submit(newRequest({ customer: MOBILE, limits }))).kind).toBe('limits-differ');
    await store.requests.close(reject(request));
    expect(await usage()).toEqual([{ subject_key: IDENTIFIERS.of(ORG, MOBILE), requests: 1 }]);
    expect(await store.sql('select limits, customer_keys from request')).toEqual([
      { limits, customer_keys: [IDENTIFIERS.of(ORG, MOBILE)] },
    ]);
  });

  it('in reasons of pauses, revocations, webhooks and clients goes with the person, and one by one', async () => {
    const who = { orgId: ORG, person: { id: 61, name: 'Olga' }, traceId: traceId() };
    await store.pauses.pause(who, 'GOODWILL_POINTS', `${MOBILE} got it twice`);
    await store.revocations.revoke(who, 62, `called ${MOBILE}`);
    await store.revocations.revoke(who, 63, WORDS);
    const caller = JSON.stringify({ org_id: ORG, actor_id: 61, actor_name: 'Olga', trace_id: 't' });
    await store.sql('select note_webhook_action($1, $2, gen_random_uuid(), null, null, $3)', [caller, 'create', `for ${MOBILE}`]);
    await store.sql('select note_client_action($1, $2, 1, null, null, $3)', [caller, 'create', `for ${MOBILE}`]);
    await store.sql('select note_reads($1)', [
      JSON.stringify([
        { ...JSON.parse(caller), what: 'GET /v1/requests', filter: { customer: IDENTIFIERS.of(ORG, MOBILE) }, row_count: 1 },
      ]),
    ]);
    await PersonalData.in(store.url, async (data) => {
      expect(await data.countReasons({ orgId: ORG, customers: [MOBILE], mentions: false })).toBe(4);
      expect(await data.erasePerson(ORDER, [MOBILE], [IDENTIFIERS.of(ORG, MOBILE)])).toBe(5);
      expect(await everything()).not.toMatch(new RegExp(`${MOBILE}|${IDENTIFIERS.of(ORG, MOBILE)}`));
      expect(await everything()).toContain(WORDS);
      const [action] = await store.sql<{ action_id: number }>('select action_id from identity_action where about = 63');
      expect(await data.forgetReason(ORDER, 'identity-action', action!.action_id)).toBe(true);
      expect(await data.forgetReason(ORDER, 'identity-action', action!.action_id)).toBe(false);
    });
    expect(await everything()).not.toContain(WORDS);
    expect(await store.sql('select user_id, reason from revocation order by user_id')).toEqual([
      { user_id: 62, reason: 'erased' },
      { user_id: 63, reason: 'erased' },
    ]);
    expect(await store.sql('select reason from pause')).toEqual([{ reason: 'erased' }]);
    for (const change of [`reason = 'other'`, 'about = 1'])
      await expect(store.sql(`update identity_action set ${change}`)).rejects.toThrow('only words');
  });

  it('takes its salts and keys along, and leaves the digest that the journal commits to', async () => {
    const request = await rejected();
    await endedLongAgo();
    await erase([request]);
    const [row] = await store.sql(
      'select payload_salt, payload_digest, natural_key_hash, loyalty_key_hash, idempotency_key, fingerprint from request',
    );
    expect(row).toEqual({
      ...{ payload_salt: '', payload_digest: request.payloadDigest },
      ...{ natural_key_hash: null, loyalty_key_hash: null, idempotency_key: null, fingerprint: null },
    });
  });

  it('leaves the loyalty key of what took effect contested for those who use it next', async () => {
    const request = await personal();
    await store.sql(`update request set state = 'approved', ended_at = now() - interval '2 days'`);
    expect(await erase([request])).toBe(1);
    const [row] = await store.sql<{ contested: boolean }>('select loyalty_key_contested($1, $2, $3) as contested', [
      ORG,
      randomUUID(),
      request.loyaltyKeyHash,
    ]);
    expect(row).toEqual({ contested: true });
  });

  it('stays with whatever is open, just ended or still to be delivered, and says which', async () => {
    const open = await personal();
    const accepted = await personal();
    await store.requests.close(approve(accepted));
    const old = await rejected();
    await endedLongAgo();
    const recent = await rejected();
    await store.endpoints.create(newEndpoint());
    const undelivered = await rejected();
    await store.sql(`update request set ended_at = ended_at - interval '2 days' where request_id = $1`, [undelivered.requestId]);
    const standings = (await find()).map(({ requestId, standing }) => [requestId, standing]);
    expect(standings).toEqual([
      [open.requestId, 'open'],
      [accepted.requestId, 'open'],
      [old.requestId, 'erasable'],
      [recent.requestId, 'recent'],
      [undelivered.requestId, 'undelivered'],
    ]);
    expect(await erase([open, accepted, undelivered])).toBe(0);
    expect(await erase([undelivered], true)).toBe(1);
    expect(await store.sql('select distinct state from delivery')).toEqual([{ state: 'dropped' }]);
  });

  it('of an erased request is not sent again', async () => {
    const log = new PgDeliveryLog(store.database);
    await store.endpoints.create(newEndpoint());
    const request = await rejected();
    await endedLongAgo();
    await store.sql(`update delivery set state = 'delivered'`);
    const [first] = await log.findByRequest(ORG, request.requestId);
    await erase([request]);
    expect(await log.resend({ orgId: ORG, person: { id: 1, name: 'one' } }, first!.deliveryId)).toBe('erased');
    expect(await store.sql(`select 1 from delivery where state = 'due'`)).toEqual([]);
  });

  it('is erased once, however often and from wherever it is asked for, and journaled without a trace of whose it was', async () => {
    const requests = [await rejected(), await rejected(), await rejected({ type: 'EARN_BADGE' })];
    await endedLongAgo();
    const counts = await Promise.all([erase(requests), erase(requests.toReversed())]);
    expect(counts.toSorted()).toEqual([0, 3]);
    expect(await find()).toEqual([]);
    const { actions } = await store.journal.list(ORG, 10);
    expect(actions.map(({ action, type, reason, by }) => [action, type, reason, by.id])).toEqual([
      ['erase', 'GOODWILL_POINTS', '2 requests', 77],
      ['erase', 'EARN_BADGE', '1 request', 77],
    ]);
  });

  it('is found where a payload mentions the customer as a value, only when asked for, and in no other org', async () => {
    const mention = await submitted({ customer: 'somebody-else' });
    const number = await submitted({ customer: 'another', payloadText: `{"body":{"points":5,"customers":[{"id":5001777}]}}` });
    await submitted({ customer: MOBILE, orgId: ORG + 1 });
    await submitted({ customer: 'third', payloadText: `{"body":{"note":"call ${MOBILE}1"}}` });
    expect(await find({ customers: [MOBILE, '5001777'] })).toEqual([]);
    const found = await find({ customers: [MOBILE, '5001777'], mentions: true });
    expect(found.map(({ requestId, isMention }) => [requestId, isMention])).toEqual([
      [mention.requestId, true],
      [number.requestId, true],
    ]);
  });

  it('in what operators wrote goes with the request, and their journal allows no more than that', async () => {
    const request = await personal();
    await store.sql(`update request set state = 'needs_review'`);
    const person = { id: 99, name: 'Olga' };
    const proposal = { requestId: request.requestId, action: 'executed', evidence: WORDS } as const;
    await store.operations.propose({ orgId: ORG, person, traceId: traceId() }, proposal);
    await store.sql(`update request set state = 'approved', ended_at = now() - interval '2 days'`);
    await erase([request]);
    expect(await everything()).not.toMatch(new RegExp(`${MOBILE}|${WORDS}`));
    const [action] = (await store.journal.list(ORG, 10)).actions.filter(({ action: done }) => done === 'propose');
    expect(action).toMatchObject({ requestId: request.requestId, by: person });
    for (const change of [`actor_id = 1`, `reason = 'other'`, `action = 'confirm'`])
      await expect(store.sql(`update operator_action set ${change}`)).rejects.toThrow('only words can be forgotten');
    await expect(store.sql('delete from operator_action')).rejects.toThrow('never changed');
  });

  describe('with a retention', () => {
    const setDays = (type: string, days: number | undefined): Promise<void> =>
      PersonalData.in(store.url, (data) => data.setRetention(ORDER, type, days));
    const unerased = (): Promise<object[]> => store.sql('select request_id from request where erased_at is null');

    it('is erased once it is overdue, round by round, with the tries to deliver it', async () => {
      await store.endpoints.create(newEndpoint());
      const overdue = [await rejected(), await rejected(), await rejected()];
      const other = await rejected({ type: 'EARN_BADGE' });
      await endedLongAgo();
      const young = await rejected();
      const withdrawn = await personal();
      await setDays('GOODWILL_POINTS', 9);
      const retention = new PgRetentionStore(store.workerDatabase);
      expect(await retention.eraseOverdue(2)).toBe(2);
      expect(await unerased()).toHaveLength(4);
      expect([await retention.eraseOverdue(3), await retention.eraseOverdue(3)]).toEqual([2, 0]);
      expect(await unerased()).toEqual(
        expect.arrayContaining([other, young, withdrawn].map(({ requestId }) => ({ request_id: requestId }))),
      );
      expect(await unerased()).toHaveLength(3);
      const told = await store.sql<{ request_id: string }>('select distinct request_id from delivery');
      expect(told.filter(({ request_id }) => overdue.some(({ requestId }) => requestId === request_id))).toEqual([]);
      await store.requests.close(withdraw(withdrawn));
    });

    it('or without, is kept for good', async () => {
      await rejected();
      await endedLongAgo(4_000);
      const retention = new PgRetentionStore(store.workerDatabase);
      expect(await retention.eraseOverdue(100)).toBe(0);
      await setDays('GOODWILL_POINTS', 30);
      await setDays('GOODWILL_POINTS', undefined);
      expect(await retention.eraseOverdue(100)).toBe(0);
      expect(await unerased()).toHaveLength(1);
      expect((await store.journal.list(ORG, 10)).actions.map(({ action, reason }) => [action, reason])).toEqual([
        ['retain', 'for good'],
        ['retain', '30 days'],
      ]);
    });

    it('of reads, who read what is forgotten when it is over, and the rest stays', async () => {
      const read = { org_id: ORG, what: 'GET /v1/requests', filter: {}, row_count: 1, actor_id: 61, actor_name: 'Olga', trace_id: 't' };
      await store.sql('select note_reads($1)', [JSON.stringify([{ ...read, ago_ms: 10 * 86_400_000 }, read])]);
      await setDays('JOURNAL_READS', 9);
      const retention = new PgRetentionStore(store.workerDatabase);
      expect([await retention.eraseOverdue(100), await retention.eraseOverdue(100)]).toEqual([1, 0]);
      expect(await store.sql('select what, actor_id, actor_name, at < now() as past from read_action order by read_id')).toEqual([
        { what: null, actor_id: null, actor_name: null, past: true },
        { what: 'GET /v1/requests', actor_id: 61, actor_name: 'Olga', past: true },
      ]);
    });

    it('of reads that the org has not set, no worker forgets any, whatever it keeps by a setting of its own', async () => {
      const read = { org_id: ORG, what: 'GET /v1/requests', filter: {}, row_count: 1, actor_id: 61, actor_name: 'Olga', trace_id: 't' };
      await store.sql('select note_reads($1)', [JSON.stringify([{ ...read, ago_ms: 4_000 * 86_400_000 }])]);
      await store.sql('insert into journal (org_id) values ($1) on conflict do nothing', [ORG]);
      const forgotten = await store.workerDatabase.query('forget_reads', 'select forget_reads($1::int, $2::int) as reads', [730, 100]);
      expect([forgotten, await store.sql('select actor_id from read_action')]).toEqual([[{ reads: 0 }], [{ actor_id: 61 }]]);
    });

    it('is erased by one of two workers', async () => {
      for (let count = 0; count < 5; count += 1) await rejected();
      await endedLongAgo();
      await setDays('GOODWILL_POINTS', 9);
      const other = store.gateway();
      const looks = await Promise.all([
        new PgRetentionStore(store.workerDatabase).eraseOverdue(100),
        new PgRetentionStore(other.workerDatabase).eraseOverdue(100),
      ]);
      expect(looks.toSorted()).toEqual([0, 5]);
      expect(await unerased()).toEqual([]);
    });
  });
});
