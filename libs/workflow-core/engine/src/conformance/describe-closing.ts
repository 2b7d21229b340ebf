import { closeOutcome } from '../domain/close-outcome';
import { TRANSITIONS } from '../domain/transitions';
import type { NewRequest } from '../ports/request-store';
import {
  approve,
  CHECKER,
  expire,
  MAKER,
  newRequest,
  ORG,
  refOf,
  reject,
  SECOND_CHECKER,
  sendBack,
  submitted,
  withdraw,
} from './sample-requests';
import type { StoreFixture } from './store-fixture';

const HOUR_MS = 3_600_000;

/** Decisions, withdrawals and expiries: one guard, one winner. */
export function describeClosing(fixture: () => StoreFixture): void {
  describe('and may do so', () => describeEnds(fixture));
  describe('and has to do so with others', () => describeQuorums(fixture));
  describe('and says more than the state', () => describeWords(fixture));
  describe('and is in the way of a rule', () => describeRefusals(fixture));
  describe('by several who come at once', () => describeRaces(fixture));
}

function describeQuorums(fixture: () => StoreFixture): void {
  it('takes the levels in their order, each from a checker with its grant', async () => {
    const { here } = fixture();
    const levelGrants = ['CanCheckRequest', 'CanCheckRequestSenior'] as const;
    const request = await submitted(here, { quorum: 2, levelGrants });
    const junior = { checker: CHECKER, grants: ['CanCheckRequest'] } as const;
    const senior = { checker: SECOND_CHECKER, grants: ['CanCheckRequestSenior'] } as const;
    expect(await here.requests.close(approve(request, senior))).toEqual({ kind: 'level-grant-missing', grant: 'CanCheckRequest' });
    expect(await here.requests.close(approve(request, junior))).toMatchObject({ kind: 'done', state: 'pending', approvals: 1 });
    const other = { checker: { id: 54, name: 'Uma Under' }, grants: ['CanCheckRequest'] } as const;
    expect(await here.requests.close(approve(request, other))).toEqual({ kind: 'level-grant-missing', grant: 'CanCheckRequestSenior' });
    expect(await here.requests.close(approve(request, senior))).toMatchObject({ kind: 'done', state: 'accepted', approvals: 2 });
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({ levelGrants, quorum: 2, approvals: 2 });
  });

  it.each([
    ['reject', reject],
    ['send back', sendBack],
  ])('lets a checker of any level %s, and nobody of another', async (_, end) => {
    const { here } = fixture();
    const request = await submitted(here, { quorum: 2, levelGrants: ['CanCheckRequest', 'CanCheckRequestSenior'] });
    const stranger = end(request, { grants: ['CanCheckRequestElsewhere'] });
    expect(await here.requests.close(stranger)).toMatchObject({ kind: 'level-grant-missing' });
    expect(await here.requests.close(end(request, { grants: ['CanCheckRequestSenior'] }))).toMatchObject({ state: 'rejected' });
  });

  it('needs two different checkers for a quorum of two', async () => {
    const { here, journal } = fixture();
    const request = await submitted(here, { quorum: 2 });
    expect(await here.requests.close(approve(request))).toMatchObject({ state: 'pending', version: 1, approvals: 1 });
    expect(await here.requests.close(approve(request))).toEqual({ kind: 'already-decided-by-caller' });
    const second = await here.requests.close(approve(request, { checker: SECOND_CHECKER }));
    expect(second).toMatchObject({ kind: 'done', state: 'accepted', version: 2, approvals: 2 });
    expect((await journal(request)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('ends with one rejection however many approvals are still needed', async () => {
    const { here } = fixture();
    const request = await submitted(here, { quorum: 3 });
    await here.requests.close(approve(request));
    expect(await here.requests.close(reject(request, { checker: SECOND_CHECKER }))).toMatchObject({ state: 'rejected', approvals: 1 });
  });
}

function describeEnds(fixture: () => StoreFixture): void {
  it('accepts an approved request with its decision and its execution, and tells nobody yet', async () => {
    const { here, journal } = fixture();
    const request = await submitted(here);
    const decision = approve(request, { digest: request.payloadDigest });
    const result = await here.requests.close(decision);
    const stored = await here.requests.read(ORG, request.requestId);
    expect(result).toEqual({ kind: 'done', state: 'accepted', version: 2, approvals: 1, at: stored?.updatedAt });
    const told = { checker: CHECKER, verdict: 'approved', comment: 'as agreed', decidedAt: stored?.updatedAt };
    expect(stored).toMatchObject({ decisions: [told], execution: { attempts: 0, inDoubt: false, leased: false } });
    const [, transition] = await journal(request);
    expect(transition).toMatchObject({
      seq: 2,
      from: 'pending',
      to: 'accepted',
      cause: 'checker',
      checkerId: CHECKER.id,
      comment: 'as agreed',
    });
    expect(transition).not.toHaveProperty('eventId');
  });

  it.each([
    ['rejected', (request: NewRequest) => reject(request)],
    ['withdrawn', (request: NewRequest) => withdraw(request)],
    ['expired', (request: NewRequest) => expire(request)],
  ] as const)('ends a %s request with a public transition that the state machine lists', async (state, closeOf) => {
    const { here, journal, passTime } = fixture();
    const request = await submitted(here, { expiresAfterHours: 1 });
    if (state === 'expired') await passTime(HOUR_MS);
    const close = closeOf(request);
    expect(await here.requests.close(close)).toMatchObject({ kind: 'done', state, version: 2 });
    const stored = await here.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ state, endedAt: stored?.updatedAt });
    const [, ended] = await journal(request);
    const rule = TRANSITIONS.find(({ from, to }) => from === 'pending' && to === state);
    expect(ended).toMatchObject({ to: state, cause: rule?.by, eventId: close.eventId });
  });

  it('tells a waiter which requests have ended', async () => {
    const { here } = fixture();
    const [open, begun, ended] = [await submitted(here), await submitted(here), await submitted(here)];
    await here.requests.close(approve(begun));
    await here.requests.close(reject(ended));
    expect(await here.requests.findSettled([open, begun, ended].map(refOf))).toEqual([refOf(ended)]);
  });
}

function describeWords(fixture: () => StoreFixture): void {
  it.each([
    ['was sent back', 'rejected', (request: NewRequest) => sendBack(request)],
    ['was taken back for a reason', 'withdrawn', (request: NewRequest) => ({ ...withdraw(request), reason: 'settled by phone' })],
  ] as const)('keeps that a request %s, with it and in its journal', async (_, state, closeOf) => {
    const { here, journal } = fixture();
    const request = await submitted(here);
    const close = closeOf(request);
    const outcome = closeOutcome(close);
    expect(await here.requests.close(close)).toMatchObject({ kind: 'done', state });
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({ state, outcome });
    expect(await journal(request)).toMatchObject([{ to: 'pending' }, { to: state, outcome }]);
  });
}

function describeRefusals(fixture: () => StoreFixture): void {
  it('refuses the maker as checker, a stranger as maker, and a checker who saw something else', async () => {
    const { here } = fixture();
    const request = await submitted(here);
    expect(await here.requests.close(approve(request, { checker: MAKER }))).toEqual({ kind: 'own-request' });
    expect(await here.requests.close(withdraw(request, CHECKER))).toEqual({ kind: 'not-maker' });
    expect(await here.requests.close(approve(request, { digest: 'of something else' }))).toEqual({ kind: 'digest-differs' });
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending', version: 1, decisions: [] });
  });

  it('does not know a request that never was, nor one of another org', async () => {
    const { here } = fixture();
    const { requestId } = await submitted(here);
    expect(await here.requests.close(approve(newRequest()))).toEqual({ kind: 'unknown' });
    expect(await here.requests.close(approve({ orgId: ORG + 1, requestId }))).toEqual({ kind: 'unknown' });
  });

  it('cannot decide what has expired, even before the sweep has seen it', async () => {
    const { here, passTime } = fixture();
    const request = await submitted(here, { expiresAfterHours: 1 });
    expect(await here.requests.findExpired(10)).toEqual([]);
    await passTime(HOUR_MS);
    expect(await here.requests.close(approve(request))).toEqual({ kind: 'expired' });
    expect(await here.requests.findExpired(10)).toEqual([refOf(request)]);
    await here.requests.close(expire(request));
    expect(await here.requests.findExpired(10)).toEqual([]);
  });

  it('tells whoever comes later how it ended', async () => {
    const { here } = fixture();
    const request = await submitted(here);
    await here.requests.close(reject(request));
    const late = { kind: 'not-pending', state: 'rejected' };
    expect(await here.requests.close(approve(request, { checker: SECOND_CHECKER }))).toEqual(late);
    expect(await here.requests.close(withdraw(request))).toEqual(late);
    expect(await here.requests.close(expire(request))).toEqual(late);
  });

  it('repeats nothing for the same key, and refuses the key for another decision', async () => {
    const { here } = fixture();
    const [request, other] = [await submitted(here), await submitted(here)];
    const idempotency = { key: 'k1', fingerprint: 'f1' };
    await here.requests.close(approve(request, { idempotency }));
    expect(await here.requests.close(approve(request, { idempotency }))).toEqual({ kind: 'replayed' });
    const reused = { idempotency: { ...idempotency, fingerprint: 'f2' } };
    expect(await here.requests.close(reject(request, reused))).toEqual({ kind: 'key-reused' });
    expect(await here.requests.close(approve(other, reused))).toEqual({ kind: 'key-reused' });
    expect(await here.requests.read(ORG, other.requestId)).toMatchObject({ state: 'pending', decisions: [] });
  });
}

function describeRaces(fixture: () => StoreFixture): void {
  it('has exactly one winner, and one that is told', async () => {
    const { here, there, journal } = fixture();
    for (let round = 0; round < 10; round++) {
      const request = await submitted(here);
      const rivals = [approve(request), reject(request, { checker: SECOND_CHECKER }), withdraw(request)];
      const [one, two, three] = rivals.map((close, index) => (index === 1 ? there : here).requests.close(close));
      const results = await Promise.all([one, two, three]);
      expect(results.map((result) => result?.kind).sort()).toEqual(['done', 'not-pending', 'not-pending']);
      expect(await journal(request)).toHaveLength(2);
    }
  });

  it('counts both approvals of a quorum', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const request = await submitted(here, { quorum: 2 });
      const second = approve(request, { checker: SECOND_CHECKER });
      const results = await Promise.all([here.requests.close(approve(request)), there.requests.close(second)]);
      expect(results.map((result) => result.kind === 'done' && result.state).sort()).toEqual(['accepted', 'pending']);
    }
  });
}
