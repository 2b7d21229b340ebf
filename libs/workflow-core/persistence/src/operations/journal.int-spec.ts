import { randomUUID } from 'node:crypto';
import { ORG } from '../testdata/builders';
import { accepted, claimed, refused, TYPE } from '../testdata/executions';
import { caller, EVIDENCE, onHold, OPERATOR, propose, say, SECOND_OPERATOR, THIRD_OPERATOR } from '../testdata/reviews';
import { testStore, type TestStore } from '../testdata/test-database';
import { newRequest } from '../testdata/builders';

describe('the journal of operators', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const keyed = (key = randomUUID(), fingerprint = 'f', person = OPERATOR, orgId = ORG) =>
    caller(orgId, person, { idempotency: { key, fingerprint } });
  const count = async (orgId = ORG): Promise<number> => (await store.journal.list(orgId, 1_000)).actions.length;

  it('tells everything that operators did, the newest first, page by page, of its org alone', async () => {
    const orgId = ORG + 7;
    const request = await onHold(store, { orgId });
    await propose(store, request);
    await say(store, request, 'declined');
    await propose(store, request, 'retry');
    await say(store, request, 'withdrawn', { proposal: 2, person: OPERATOR });
    await propose(store, request, 'not-executed');
    await say(store, request, 'confirmed', { proposal: 3, person: THIRD_OPERATOR });
    await store.pauses.pause(caller(orgId), TYPE, 'for the night');
    await store.pauses.resume(caller(orgId, SECOND_OPERATOR), TYPE);
    const waiting = await accepted(store, { orgId });
    await store.operations.redispatch(caller(orgId), waiting.requestId, 'it is morning');
    const failed = await claimed(store, { orgId });
    await store.executions.settle(refused(failed));
    const again = newRequest({ orgId, requester: OPERATOR });
    await store.operations.replay(caller(orgId), failed.requestId, again, 'the card is unlocked');

    const first = await store.journal.list(orgId, 6);
    const second = await store.journal.list(orgId, 6, first.next);
    expect(second.next).toBeUndefined();
    const of = { requestId: request.requestId, type: TYPE };
    expect([...first.actions, ...second.actions]).toMatchObject([
      { action: 'replay', requestId: failed.requestId, newRequestId: again.requestId, by: OPERATOR, reason: 'the card is unlocked' },
      { action: 'redispatch', requestId: waiting.requestId, type: TYPE, reason: 'it is morning' },
      { action: 'resume', type: TYPE, by: SECOND_OPERATOR },
      { action: 'pause', type: TYPE, by: OPERATOR, reason: 'for the night', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      { action: 'confirm', ...of, proposal: 3, resolution: 'not-executed', by: THIRD_OPERATOR },
      { action: 'propose', ...of, proposal: 3, resolution: 'not-executed', by: OPERATOR, reason: EVIDENCE },
      { action: 'withdraw', ...of, proposal: 2, resolution: 'retry', by: OPERATOR },
      { action: 'propose', ...of, proposal: 2 },
      { action: 'decline', ...of, proposal: 1, by: SECOND_OPERATOR },
      { action: 'propose', ...of, proposal: 1, resolution: 'executed' },
    ]);
  });

  it('has nothing of what was refused', async () => {
    const request = await onHold(store);
    const before = await count();
    await propose(store, request, 'executed', request.requester);
    await say(store, request, 'confirmed');
    await store.pauses.resume(caller(ORG), TYPE);
    await store.operations.redispatch(caller(ORG), request.requestId, 'hurry');
    await store.operations.replay(caller(ORG), request.requestId, newRequest(), 'once more');
    expect(await count()).toBe(before);
  });

  it.each(['update operator_action set actor_id = 1', 'delete from operator_action', 'truncate operator_action'])(
    'cannot be rewritten: %s',
    async (statement) => {
      await expect(store.sql(statement)).rejects.toThrow('is a journal: rows are added');
    },
  );

  it('lets a key stand for one action: what else is done by it is undone as a whole', async () => {
    const key = randomUUID();
    const request = await onHold(store);
    const waiting = await accepted(store);
    expect(await store.pauses.pause(keyed(key), 'KEYED_TYPE', 'once')).toBe(true);
    const before = await count();
    expect(await store.pauses.pause(keyed(key), 'OTHER_TYPE', 'twice')).toBe(false);
    expect(await store.pauses.resume(keyed(key), 'KEYED_TYPE')).toBe(false);
    expect(await store.operations.redispatch(keyed(key), waiting.requestId, 'hurry')).toBe(false);
    const proposal = { requestId: request.requestId, action: 'executed', evidence: 'seen' } as const;
    expect(await store.operations.propose(keyed(key), proposal)).toBeUndefined();
    expect(await count()).toBe(before);
    expect(await store.pauses.find(ORG, 'OTHER_TYPE')).toBeUndefined();
    expect(await store.pauses.find(ORG, 'KEYED_TYPE')).toBeDefined();
    expect((await store.operations.read(ORG, request.requestId))?.reviews).toEqual([]);
    expect(await store.sql('select epoch from execution where request_id = $1', [waiting.requestId])).toEqual([{ epoch: 0 }]);
  });

  it('undoes a replay by a used key, with the request that it made', async () => {
    const key = randomUUID();
    await store.pauses.pause(keyed(key), 'TYPE_OF_KEY', 'once');
    const failed = await claimed(store);
    await store.executions.settle(refused(failed));
    const again = newRequest({ requester: OPERATOR });
    expect((await store.operations.replay(keyed(key), failed.requestId, again, 'once more')).kind).toBe('key-used');
    expect(await store.requests.read(ORG, again.requestId)).toBeUndefined();
    expect((await store.requests.read(ORG, failed.requestId))?.replays).toBeUndefined();
  });

  it('scopes keys to org and caller', async () => {
    const key = randomUUID();
    for (const [index, who] of [keyed(key), keyed(key, 'f', SECOND_OPERATOR), keyed(key, 'f', OPERATOR, ORG + 1)].entries())
      expect(await store.pauses.pause(who, `SCOPED_TYPE_${index}`, 'a pause')).toBe(true);
  });

  it('knows what a key stood for, and keeps no answer, whoever gives it one', async () => {
    const key = randomUUID();
    expect(await store.journal.findKey(ORG, OPERATOR.id, key)).toBeUndefined();
    await store.pauses.pause(keyed(key, 'what it meant'), 'ANSWERED_TYPE', 'a pause');
    expect(await store.journal.findKey(ORG, OPERATOR.id, key)).toEqual({ fingerprint: 'what it meant' });
    // As versions do that still keep answers and run beside this one while it is rolled out.
    const kept = await store.sql(
      `insert into operator_answer (org_id, action_id, answer, answered_at)
       select org_id, action_id, 'what is shown', now() from operator_action where idempotency_key = $1
       on conflict (org_id, action_id) do update set answered_at = operator_answer.answered_at returning answer`,
      [key],
    );
    expect([kept, await store.sql('select from operator_answer')]).toEqual([[], []]);
  });
});
