import { randomUUID } from 'node:crypto';
import type { Resolution, StoredRequest } from '@countersign/engine';
import { CHECKER, MAKER, newEndpoint, newRequest, ORG, traceId } from '../testdata/builders';
import { claimed, dueAgain, executed, held, refused } from '../testdata/executions';
import { type Held, onHold, OPERATOR, propose, RESOLVED, say, SECOND_OPERATOR } from '../testdata/reviews';
import { testStore, type TestStore } from '../testdata/test-database';

describe('a request on hold', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const stored = async ({ requestId }: Held): Promise<StoredRequest> => (await store.requests.read(ORG, requestId))!;
  const lastStep = async ({ requestId }: Held): Promise<object | undefined> =>
    (
      await store.sql<object>(
        `select seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, event_id, trace_id
           from transition where request_id = $1 order by seq desc limit 1`,
        [requestId],
      )
    )[0];
  const deliveries = async ({ requestId }: Held): Promise<number[]> =>
    (await store.sql<{ seq: number }>('select seq from delivery where request_id = $1 order by seq', [requestId])).map(({ seq }) => seq);

  it('ends with its event once a second person confirms, under the name of its checker', async () => {
    const request = await onHold(store);
    expect(await propose(store, request)).toMatchObject({ proposal: 1, status: 'proposed', proposedBy: OPERATOR });
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
    const confirmation = { traceId: traceId(), eventId: randomUUID() };
    expect(await say(store, request, 'confirmed', confirmation)).toMatchObject({ status: 'confirmed', decidedBy: SECOND_OPERATOR });
    const ended = await stored(request);
    expect(ended).toMatchObject({ state: 'approved', version: 4, outcome: RESOLVED, endedAt: ended.updatedAt });
    expect(ended.execution).toBeUndefined();
    expect(await lastStep(request)).toEqual({
      seq: 4,
      from_state: 'needs_review',
      to_state: 'approved',
      cause: 'operators',
      actor_id: SECOND_OPERATOR.id,
      actor_name: SECOND_OPERATOR.name,
      checker_id: CHECKER.id,
      comment: 'for the delay',
      event_id: confirmation.eventId,
      trace_id: confirmation.traceId,
    });
    expect(await deliveries(request)).toEqual([1, 4]);
  });

  it('that policy approved ends without a checker and without a comment', async () => {
    const request = await onHold(store, { verdict: 'auto' });
    await propose(store, request);
    await say(store, request, 'confirmed');
    expect(await lastStep(request)).toMatchObject({ to_state: 'approved', checker_id: null, comment: null });
  });

  it('that was not executed fails, and gives its natural key free', async () => {
    const request = await onHold(store, { naturalKeyHash: 'the-same' });
    await propose(store, request, 'not-executed');
    expect((await store.requests.submit(newRequest({ naturalKeyHash: 'the-same' }))).kind).toBe('duplicate');
    await say(store, request, 'confirmed', { outcome: { ...RESOLVED, kind: 'refused' } });
    expect(await stored(request)).toMatchObject({ state: 'failed', outcome: { kind: 'refused' } });
    expect((await store.requests.submit(newRequest({ naturalKeyHash: 'the-same' }))).kind).toBe('created');
  });

  it('that is sent again is claimed anew, free of doubt, and can be held and resolved once more', async () => {
    const request = await onHold(store);
    await propose(store, request, 'retry');
    const confirmation = { outcome: undefined, traceId: traceId() };
    await say(store, request, 'confirmed', confirmation);
    const again = await stored(request);
    expect(again).toMatchObject({ state: 'accepted', version: 4, execution: { inDoubt: false, attempts: 0, leased: false } });
    expect(again.outcome).toBeUndefined();
    expect(await lastStep(request)).toMatchObject({ to_state: 'accepted', event_id: null, comment: 'the customer shows the points' });
    expect(await deliveries(request)).toEqual([1]);
    expect(await store.executions.claim(request)).toBeUndefined();
    const due = (await store.executions.findDue([request.type], 1_000)).find(({ requestId }) => requestId === request.requestId);
    const claim = await store.executions.claim(due!);
    expect(claim).toMatchObject({ attempts: 1, inDoubt: false, whenInDoubt: 'hold', traceId: confirmation.traceId });
    await store.executions.settle(held(claim!));
    expect(await propose(store, request, 'executed', SECOND_OPERATOR)).toMatchObject({ proposal: 2 });
    await say(store, request, 'confirmed', { proposal: 2, person: OPERATOR });
    expect(await stored(request)).toMatchObject({ state: 'approved', version: 6 });
  });

  it('that is sent again stays in doubt where the loyalty API enforces the key, so that a duplicate still means executed', async () => {
    const request = await onHold(store, { whenInDoubt: 'replay' });
    await propose(store, request, 'retry');
    await say(store, request, 'confirmed', { outcome: undefined });
    expect(await stored(request)).toMatchObject({ state: 'accepted', execution: { inDoubt: true, attempts: 0 } });
  });

  it.each<[string, Resolution, string]>([
    ['after its end', 'executed', 'approved'],
    ['after it was sent again', 'retry', 'accepted'],
  ])('is not changed by a zombie %s; what that learned is noted', async (_case, action, state) => {
    const zombie = await onHold(store);
    await propose(store, zombie, action);
    await say(store, zombie, 'confirmed');
    expect(await store.executions.settle(refused(zombie))).toBe(false);
    expect(await store.executions.settle(dueAgain(zombie, 0))).toBe(false);
    expect(await store.executions.fence(zombie)).toBe(false);
    expect(await stored(zombie)).toMatchObject({ state, version: 4 });
    const { attempts } = (await store.operations.read(ORG, zombie.requestId))!;
    expect(attempts.map(({ class: ended, fenced }) => [ended, fenced])).toEqual([
      ['in-doubt', false],
      ['refused', true],
      ['retry', true],
    ]);
  });

  it('is neither resolved by its maker nor by one person alone: not by the functions', async () => {
    const request = await onHold(store);
    expect(await propose(store, request, 'executed', MAKER)).toBeUndefined();
    await propose(store, request);
    for (const decider of [OPERATOR, MAKER])
      for (const verdict of ['confirmed', 'declined'] as const)
        expect(await say(store, request, verdict, { person: decider })).toBeUndefined();
    expect(await say(store, request, 'withdrawn')).toBeUndefined();
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
  });

  it.each([
    ['the proposer', `status = 'confirmed', decided_by = proposed_by`, 'review_two_people'],
    ['the maker as proposer', 'proposed_by = requester_id', 'review_not_by_maker'],
    ['the maker as second person', `status = 'confirmed', decided_by = requester_id`, 'review_not_by_maker'],
    ['a confirmation by nobody', `status = 'confirmed'`, 'review_decided_by_somebody'],
  ])('is not resolved past the functions either: the table refuses %s', async (_case, change, constraint) => {
    const request = await onHold(store);
    await propose(store, request);
    await expect(store.sql(`update review set ${change} where request_id = $1`, [request.requestId])).rejects.toThrow(constraint);
  });

  it('can be proposed for anew after a proposal was declined or withdrawn', async () => {
    const request = await onHold(store);
    await propose(store, request);
    expect(await say(store, request, 'declined')).toMatchObject({ status: 'declined', decidedBy: SECOND_OPERATOR });
    await propose(store, request);
    const withdrawn = await say(store, request, 'withdrawn', { proposal: 2, person: OPERATOR });
    expect(withdrawn).toMatchObject({ status: 'withdrawn' });
    expect(withdrawn?.decidedBy).toBeUndefined();
    expect(await propose(store, request)).toMatchObject({ proposal: 3 });
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
  });

  it('is the only kind that is listed, the oldest first, page by page, of its org alone', async () => {
    const orgId = ORG + 5;
    const requests: Held[] = [];
    for (let number = 0; number < 5; number++) requests.push(await onHold(store, { orgId }));
    await propose(store, requests[1]!);
    await say(store, requests[1]!, 'confirmed');
    const first = await store.operations.listHeld(orgId, 2);
    const second = await store.operations.listHeld(orgId, 2, first.next);
    expect(second.next).toBeUndefined();
    const listed = [...first.held, ...second.held];
    expect(listed.map(({ request }) => request.requestId)).toEqual([0, 2, 3, 4].map((index) => requests[index]!.requestId));
    expect(listed[0]?.attempts).toMatchObject([{ class: 'in-doubt', code: 'timeout', fenced: false, durationMs: 12 }]);
  });

  it('alone takes a proposal; a request that executes or has ended takes none', async () => {
    const request = await claimed(store);
    expect(await propose(store, request)).toBeUndefined();
    await store.executions.settle(executed(request));
    expect(await propose(store, request)).toBeUndefined();
  });
});
