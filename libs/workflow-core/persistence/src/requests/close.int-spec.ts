import { type Close, type CloseResult, type NewRequest } from '@countersign/engine';
import { approve, CHECKER, expire, MAKER, newEndpoint, newRequest, ORG, reject, SECOND_CHECKER, withdraw } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

describe('closing a request', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const submitted = async (own: Partial<NewRequest> = {}): Promise<NewRequest> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    return request;
  };
  const close = (ofClose: Close): Promise<CloseResult> => store.requests.close(ofClose);
  const rows = (table: string, { requestId }: NewRequest, columns: string): Promise<object[]> =>
    store.sql(`select ${columns} from ${table} where request_id = $1 order by 1`, [requestId]);

  it('accepts an approved request with decision, transition and execution, and tells nobody yet', async () => {
    const request = await submitted();
    const decision = approve(request, { whenInDoubt: 'hold', digest: request.payloadDigest });
    const result = await close(decision);
    const stored = await store.requests.read(ORG, request.requestId);
    expect(result).toEqual({ kind: 'done', state: 'accepted', version: 2, approvals: 1, at: stored?.updatedAt });
    expect(stored).toMatchObject({
      state: 'accepted',
      decisions: [{ checker: CHECKER, verdict: 'approved', comment: 'as agreed', decidedAt: stored?.updatedAt }],
      execution: { attempts: 0, inDoubt: false, leased: false },
    });
    expect(await rows('transition', request, 'seq, from_state, to_state, cause, actor_id, checker_id, comment, event_id')).toMatchObject([
      { seq: 1 },
      {
        seq: 2,
        from_state: 'pending',
        to_state: 'accepted',
        cause: 'checker',
        actor_id: CHECKER.id,
        checker_id: CHECKER.id,
        comment: 'as agreed',
        event_id: null,
      },
    ]);
    expect(await rows('execution', request, 'when_in_doubt, trace_id')).toEqual([{ when_in_doubt: 'hold', trace_id: decision.traceId }]);
    expect(await rows('delivery', request, 'seq')).toEqual([{ seq: 1 }]);
  });

  it.each([
    ['rejected', 'checker', (request: NewRequest) => reject(request)],
    ['withdrawn', 'maker', (request: NewRequest) => withdraw(request)],
    ['expired', 'clock', (request: NewRequest) => expire(request)],
  ] as const)('ends a %s request with a public transition and its delivery', async (state, cause, closeOf) => {
    const request = await submitted({ expiresAfterHours: 1 });
    if (state === 'expired') await store.sql(`update request set expires_at = now() where request_id = $1`, [request.requestId]);
    const ofClose = closeOf(request);
    expect(await close(ofClose)).toMatchObject({ kind: 'done', state, version: 2 });
    const stored = await store.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ state, endedAt: stored?.updatedAt });
    const transitions = await rows('transition', request, 'seq, to_state, cause, event_id');
    expect(transitions[1]).toEqual({ seq: 2, to_state: state, cause, event_id: ofClose.eventId });
    expect(await rows('delivery', request, 'seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
    expect(await rows('execution', request, 'epoch')).toEqual([]);
  });

  it.each([
    ['unknown', () => Promise.resolve(approve(newRequest()))],
    ['own-request', async () => approve(await submitted(), { checker: MAKER })],
    ['not-maker', async () => withdraw(await submitted(), CHECKER)],
    ['digest-differs', async () => approve(await submitted(), { digest: 'of something else' })],
  ])('is refused as %s', async (kind, closeOf) => {
    expect(await close(await closeOf())).toEqual({ kind });
  });

  it('does not find a request of another org', async () => {
    const request = await submitted();
    expect(await close(approve({ orgId: ORG + 1, requestId: request.requestId }))).toEqual({ kind: 'unknown' });
    expect(await close(withdraw({ orgId: ORG + 1, requestId: request.requestId }))).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['the maker as checker', 'update request set checker_id = requester_id where request_id = $1', 'request_check'],
    ['the checker as maker', 'update request set requester_id = checker_id where request_id = $1', 'request_check'],
    [
      'the checker as one who asked earlier',
      'update request set earlier_maker_ids = array[checker_id] where request_id = $1',
      'request_checker_never_asked',
    ],
    [
      'a program as checker',
      `insert into decision
       select (jsonb_populate_record(d, '{"checker_id":1000000000000001,"idempotency_key":null}')).* from decision d where request_id = $1`,
      'decision_by_a_person',
    ],
  ])('is refused by the tables themselves, also to their owner, with %s', async (_whom, statement, constraint) => {
    const request = await submitted();
    await close(approve(request));
    await expect(store.sql(statement, [request.requestId])).rejects.toThrow(constraint);
  });

  it('cannot decide what has expired, even before the sweep has seen it', async () => {
    const request = await submitted({ expiresAfterHours: 1 });
    await store.sql(`update request set expires_at = now() where request_id = $1`, [request.requestId]);
    expect(await close(approve(request))).toEqual({ kind: 'expired' });
    expect(await store.requests.findExpired(10)).toContainEqual({ orgId: ORG, requestId: request.requestId });
    expect(await close(expire(request))).toMatchObject({ kind: 'done', state: 'expired' });
    expect(await store.requests.findExpired(10)).toEqual([]);
  });

  it('tells whoever comes later how it ended', async () => {
    const request = await submitted();
    await close(reject(request));
    const late = { kind: 'not-pending', state: 'rejected' };
    expect(await close(approve(request, { checker: SECOND_CHECKER }))).toEqual(late);
    expect(await close(withdraw(request))).toEqual(late);
    expect(await close(expire(request))).toEqual(late);
  });

  it('repeats nothing for the same key, and refuses the key for another decision', async () => {
    const request = await submitted();
    const idempotency = { key: `key-${request.requestId}`, fingerprint: 'f1' };
    await close(approve(request, { idempotency }));
    expect(await close(approve(request, { idempotency }))).toEqual({ kind: 'replayed' });
    const otherBody = { ...idempotency, fingerprint: 'f2' };
    expect(await close(reject(request, { idempotency: otherBody }))).toEqual({ kind: 'key-reused' });
    const other = await submitted();
    expect(await close(approve(other, { idempotency: otherBody }))).toEqual({ kind: 'key-reused' });
    expect(await store.requests.read(ORG, other.requestId)).toMatchObject({ state: 'pending', approvals: 0, decisions: [] });
  });

  it('needs two different checkers for a quorum of two', async () => {
    const request = await submitted({ quorum: 2 });
    expect(await close(approve(request))).toMatchObject({ kind: 'done', state: 'pending', version: 1, approvals: 1 });
    expect(await close(approve(request, { comment: 'again' }))).toEqual({ kind: 'already-decided-by-caller' });
    expect(await close(approve(request, { checker: MAKER }))).toEqual({ kind: 'own-request' });
    expect(await rows('execution', request, 'epoch')).toEqual([]);
    const second = await close(approve(request, { checker: SECOND_CHECKER }));
    expect(second).toMatchObject({ kind: 'done', state: 'accepted', version: 2, approvals: 2 });
    expect(await rows('decision', request, 'checker_id')).toEqual([{ checker_id: CHECKER.id }, { checker_id: SECOND_CHECKER.id }]);
    expect(await rows('transition', request, 'seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
  });

  it('ends with one rejection however many approvals are still needed', async () => {
    const request = await submitted({ quorum: 3 });
    await close(approve(request));
    expect(await close(reject(request, { checker: SECOND_CHECKER }))).toMatchObject({ kind: 'done', state: 'rejected', approvals: 1 });
  });

  it('takes one read and one write, shared by 64 concurrent checkers', async () => {
    const requests = Array.from({ length: 64 }, () => newRequest());
    await Promise.all(requests.map((request) => store.requests.submit(request)));
    store.statements();
    await Promise.all(requests.map(({ requestId }) => store.requests.read(ORG, requestId)));
    await Promise.all(requests.map((request) => close(approve(request))));
    expect(store.statements()).toEqual(['read_requests', 'close_requests']);
  });

  it('never lets the time of a request go back', async () => {
    const request = await submitted();
    await store.sql(`update request set updated_at = updated_at + interval '1 hour' where request_id = $1`, [request.requestId]);
    const before = await store.requests.read(ORG, request.requestId);
    expect(await close(reject(request))).toMatchObject({ kind: 'done', at: before?.updatedAt });
  });

  it('tells a waiter which requests have ended or are held', async () => {
    const [open, accepted, ended] = [await submitted(), await submitted(), await submitted()];
    await close(approve(accepted));
    await close(reject(ended));
    const refs = [open, accepted, ended].map(({ orgId, requestId }) => ({ orgId, requestId }));
    expect(await store.requests.findSettled(refs)).toEqual([{ orgId: ORG, requestId: ended.requestId }]);
  });
});
