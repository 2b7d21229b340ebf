import { randomUUID } from 'node:crypto';
import type { ClaimedExecution, NewRequest, ProposalDecision, Resolution, ReviewVerdict, StoredRequest } from '@countersign/engine';
import { approve, CHECKER, MAKER, newEndpoint, newRequest, ORG, traceId } from '../testdata/builders';
import { dueAgain, executed, held, refused } from '../testdata/executions';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

const OPERATOR = { id: 61, name: 'Ola Operator' };
const SECOND = { id: 62, name: 'Siri Second' };
const THIRD = { id: 63, name: 'Tom Third' };
const END = { kind: 'executed', code: 'resolved-by-operator', message: 'Executed.', attempts: 1 } as const;

type Held = NewRequest & ClaimedExecution;

describe('a request on hold', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const onHold = async (own: Partial<NewRequest> = {}): Promise<Held> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    await store.requests.close(approve(request, { comment: 'for the delay', whenInDoubt: 'hold' }));
    const claim = await store.executions.claim({ ...request, epoch: 0 });
    await store.executions.settle(held(claim!));
    return { ...request, ...claim! };
  };
  const propose = ({ orgId, requestId }: Held, action: Resolution = 'executed', proposer = OPERATOR, by: TestGateway = store) =>
    by.operations.propose({ orgId, requestId, action, evidence: 'the customer shows the points', proposer });
  const word = ({ orgId, requestId }: Held, verdict: ReviewVerdict, own: Partial<ProposalDecision> = {}): ProposalDecision => {
    const base = { orgId, requestId, proposal: 1, verdict, decider: SECOND, outcome: END, traceId: traceId(), eventId: randomUUID() };
    return { ...base, ...own };
  };
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
    const request = await onHold();
    expect(await propose(request)).toMatchObject({ proposal: 1, status: 'proposed', proposedBy: OPERATOR });
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
    const confirmation = word(request, 'confirmed');
    expect(await store.operations.decide(confirmation)).toMatchObject({ status: 'confirmed', decidedBy: SECOND });
    const ended = await stored(request);
    expect(ended).toMatchObject({ state: 'approved', version: 4, outcome: END, endedAt: ended.updatedAt });
    expect(ended.execution).toBeUndefined();
    expect(await lastStep(request)).toEqual({
      seq: 4,
      from_state: 'needs_review',
      to_state: 'approved',
      cause: 'operators',
      actor_id: SECOND.id,
      actor_name: SECOND.name,
      checker_id: CHECKER.id,
      comment: 'for the delay',
      event_id: confirmation.eventId,
      trace_id: confirmation.traceId,
    });
    expect(await deliveries(request)).toEqual([1, 4]);
  });

  it('that was not executed fails, and gives its natural key free', async () => {
    const request = await onHold({ naturalKeyHash: 'the-same' });
    await propose(request, 'not-executed');
    expect((await store.requests.submit(newRequest({ naturalKeyHash: 'the-same' }))).kind).toBe('duplicate');
    await store.operations.decide(word(request, 'confirmed', { outcome: { ...END, kind: 'refused' } }));
    expect(await stored(request)).toMatchObject({ state: 'failed', outcome: { kind: 'refused' } });
    expect((await store.requests.submit(newRequest({ naturalKeyHash: 'the-same' }))).kind).toBe('created');
  });

  it('that is sent again is claimed anew, free of doubt, and can be held and resolved once more', async () => {
    const request = await onHold();
    await propose(request, 'retry');
    const confirmation = word(request, 'confirmed', { outcome: undefined });
    await store.operations.decide(confirmation);
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
    expect(await propose(request, 'executed', SECOND)).toMatchObject({ proposal: 2 });
    await store.operations.decide(word(request, 'confirmed', { proposal: 2, decider: OPERATOR }));
    expect(await stored(request)).toMatchObject({ state: 'approved', version: 6 });
  });

  it.each<[string, Resolution, string]>([
    ['after its end', 'executed', 'approved'],
    ['after it was sent again', 'retry', 'accepted'],
  ])('is not changed by a zombie %s; what that learned is noted', async (_case, action, state) => {
    const zombie = await onHold();
    await propose(zombie, action);
    await store.operations.decide(word(zombie, 'confirmed'));
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
    const request = await onHold();
    expect(await propose(request, 'executed', MAKER)).toBeUndefined();
    await propose(request);
    for (const decider of [OPERATOR, MAKER])
      for (const verdict of ['confirmed', 'declined'] as const)
        expect(await store.operations.decide(word(request, verdict, { decider }))).toBeUndefined();
    expect(await store.operations.decide(word(request, 'withdrawn'))).toBeUndefined();
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
  });

  it.each([
    ['the proposer', `status = 'confirmed', decided_by = proposed_by`, 'review_two_people'],
    ['the maker as proposer', 'proposed_by = requester_id', 'review_not_by_maker'],
    ['the maker as second person', `status = 'confirmed', decided_by = requester_id`, 'review_not_by_maker'],
    ['a confirmation by nobody', `status = 'confirmed'`, 'review_decided_by_somebody'],
  ])('is not resolved past the functions either: the table refuses %s', async (_case, change, constraint) => {
    const request = await onHold();
    await propose(request);
    await expect(store.sql(`update review set ${change} where request_id = $1`, [request.requestId])).rejects.toThrow(constraint);
  });

  it('has one open proposal of two people who propose at once', async () => {
    for (let round = 0; round < 20; round++) {
      const request = await onHold();
      const proposals = await Promise.all([propose(request), propose(request, 'not-executed', SECOND, rival)]);
      expect(proposals.filter((review) => review)).toHaveLength(1);
    }
  });

  it('can be proposed for anew after a proposal was declined or withdrawn', async () => {
    const request = await onHold();
    await propose(request);
    expect(await store.operations.decide(word(request, 'declined'))).toMatchObject({ status: 'declined', decidedBy: SECOND });
    await propose(request);
    const withdrawn = await store.operations.decide(word(request, 'withdrawn', { proposal: 2, decider: OPERATOR }));
    expect(withdrawn).toMatchObject({ status: 'withdrawn' });
    expect(withdrawn?.decidedBy).toBeUndefined();
    expect(await propose(request)).toMatchObject({ proposal: 3 });
    expect(await stored(request)).toMatchObject({ state: 'needs_review', version: 3 });
  });

  it('ends once when two people confirm at once', async () => {
    for (let round = 0; round < 20; round++) {
      const request = await onHold();
      await propose(request);
      const words = await Promise.all([
        store.operations.decide(word(request, 'confirmed')),
        rival.operations.decide(word(request, 'confirmed', { decider: THIRD })),
      ]);
      expect(words.filter((review) => review)).toHaveLength(1);
      expect(await stored(request)).toMatchObject({ state: 'approved', version: 4 });
      expect(await deliveries(request)).toEqual([1, 4]);
    }
  });

  it('follows the first word when one person confirms and another declines at once', async () => {
    for (let round = 0; round < 20; round++) {
      const request = await onHold();
      await propose(request);
      const [confirmed, declined] = await Promise.all([
        store.operations.decide(word(request, 'confirmed')),
        rival.operations.decide(word(request, 'declined', { decider: THIRD })),
      ]);
      expect([confirmed, declined].filter((review) => review)).toHaveLength(1);
      expect((await stored(request)).state).toBe(confirmed ? 'approved' : 'needs_review');
    }
  });

  it('is the only kind that is listed, the oldest first, page by page, of its org alone', async () => {
    const orgId = ORG + 5;
    const requests: Held[] = [];
    for (let number = 0; number < 5; number++) requests.push(await onHold({ orgId }));
    await store.operations.propose({ ...requests[1]!, action: 'executed', evidence: 'seen', proposer: OPERATOR });
    await store.operations.decide(word(requests[1]!, 'confirmed'));
    const first = await store.operations.listHeld(orgId, 2);
    const second = await store.operations.listHeld(orgId, 2, first.next);
    expect(second.next).toBeUndefined();
    const listed = [...first.held, ...second.held];
    expect(listed.map(({ request }) => request.requestId)).toEqual([0, 2, 3, 4].map((index) => requests[index]!.requestId));
    expect(listed[0]?.attempts).toMatchObject([{ class: 'in-doubt', code: 'timeout', fenced: false, durationMs: 12 }]);
  });

  it('alone takes a proposal; a request that executes or has ended takes none', async () => {
    const request = newRequest({ verdict: 'auto' });
    await store.requests.submit(request);
    const claim = (await store.executions.claim({ ...request, epoch: 0 }))!;
    expect(await propose({ ...request, ...claim })).toBeUndefined();
    await store.executions.settle(executed(claim));
    expect(await propose({ ...request, ...claim })).toBeUndefined();
  });
});
