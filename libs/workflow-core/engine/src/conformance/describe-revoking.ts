import { approve, CHECKER, MAKER, ORG, SECOND_CHECKER, submitted, TYPE } from './sample-requests';
import type { StoreFixture } from './store-fixture';

const BOSS = { id: 77, name: 'Bo Boss' };
const THIRD_CHECKER = { id: 54, name: 'Tam Third' };
const LEVELS = ['CanCheckRequest', 'CanCheckRequestSenior'] as const;
const JUNIOR = { grants: ['CanCheckRequest'] } as const;
const SENIOR = { checker: SECOND_CHECKER, grants: ['CanCheckRequestSenior'] } as const;

/** What a revocation does with what the person began and nobody has completed. */
export function describeRevoking(fixture: () => StoreFixture): void {
  describe('who approved', () => describeApprovals(fixture));
  describe('in a sequence of levels', () => describeLevels(fixture));
  describe('who asked or proposed', () => describeWishes(fixture));
}

function describeApprovals(fixture: () => StoreFixture): void {
  it('counts no approval of theirs whose request still waits for others', async () => {
    const { here, revoke } = fixture();
    const request = await submitted(here, { quorum: 2 });
    await here.requests.close(approve(request));
    await revoke(ORG, CHECKER.id, BOSS);
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({
      state: 'pending',
      approvals: 0,
      decisions: [],
      revokedApprovals: [{ checker: CHECKER, comment: 'as agreed', revokedBy: BOSS }],
    });
    expect(await here.requests.close(approve(request, { checker: SECOND_CHECKER }))).toMatchObject({ state: 'pending', approvals: 1 });
    expect(await here.requests.close(approve(request, { checker: THIRD_CHECKER }))).toMatchObject({ state: 'accepted', approvals: 2 });
  });

  it('lets them decide again once they are let in, and only once', async () => {
    const { here, revoke } = fixture();
    const request = await submitted(here, { quorum: 2 });
    const idempotency = { key: 'the-same-call', fingerprint: 'f' };
    await here.requests.close(approve(request, { idempotency }));
    await revoke(ORG, CHECKER.id, BOSS);
    expect(await here.requests.close(approve(request, { idempotency }))).toMatchObject({ kind: 'done', approvals: 1 });
    expect(await here.requests.close(approve(request))).toEqual({ kind: 'already-decided-by-caller' });
    await revoke(ORG, CHECKER.id, BOSS);
    const stored = await here.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({ approvals: 0, decisions: [] });
    expect(stored?.revokedApprovals).toHaveLength(2);
  });

  it('takes back nothing that is complete, nobody else’s, and nothing of another org', async () => {
    const { here, revoke } = fixture();
    const complete = await submitted(here);
    const others = await submitted(here, { quorum: 2 });
    const elsewhere = await submitted(here, { quorum: 2, orgId: ORG + 1 });
    await here.requests.close(approve(complete));
    await here.requests.close(approve(others, { checker: SECOND_CHECKER }));
    await here.requests.close(approve(elsewhere));
    await revoke(ORG, CHECKER.id, BOSS);
    expect(await here.requests.read(ORG, complete.requestId)).toMatchObject({ state: 'accepted', approvals: 1 });
    expect(await here.requests.read(ORG, others.requestId)).toMatchObject({ approvals: 1 });
    expect(await here.requests.read(ORG + 1, elsewhere.requestId)).toMatchObject({ approvals: 1 });
  });
}

function describeLevels(fixture: () => StoreFixture): void {
  it('gives the next approval the level of the one that was taken back, and no other', async () => {
    const { here, revoke } = fixture();
    const request = await submitted(here, { quorum: 2, levelGrants: LEVELS });
    await here.requests.close(approve(request, JUNIOR));
    await revoke(ORG, CHECKER.id, BOSS);
    expect(await here.requests.close(approve(request, SENIOR))).toEqual({ kind: 'level-grant-missing', grant: 'CanCheckRequest' });
    expect(await here.requests.close(approve(request, { ...JUNIOR, checker: THIRD_CHECKER }))).toMatchObject({ approvals: 1 });
    expect(await here.requests.close(approve(request, SENIOR))).toMatchObject({ state: 'accepted' });
  });

  it('leaves later levels given when an earlier one is taken back', async () => {
    const { here, revoke } = fixture();
    const request = await submitted(here, { quorum: 3, levelGrants: [...LEVELS, 'CanCheckRequestSenior'] });
    await here.requests.close(approve(request, JUNIOR));
    await here.requests.close(approve(request, SENIOR));
    await revoke(ORG, CHECKER.id, BOSS);
    const other = { id: 55, name: 'Sid Senior' };
    const lastLevel = approve(request, { ...SENIOR, checker: other });
    expect(await here.requests.close(lastLevel)).toEqual({ kind: 'level-grant-missing', grant: 'CanCheckRequest' });
    expect(await here.requests.read(ORG, request.requestId)).toMatchObject({ approvals: 1, openPositions: [1] });
    expect(await here.requests.close(approve(request, { ...JUNIOR, checker: THIRD_CHECKER }))).toMatchObject({ approvals: 2 });
    expect(await here.requests.close(approve(request, { ...JUNIOR, checker: CHECKER }))).toMatchObject({ kind: 'level-grant-missing' });
    expect(await here.requests.close(lastLevel)).toMatchObject({ state: 'accepted', approvals: 3 });
  });
}

function describeWishes(fixture: () => StoreFixture): void {
  it('warns of requests whose maker was revoked after they asked, as long as they wait', async () => {
    const { here, revoke } = fixture();
    const before = await submitted(here);
    const ofAnother = await submitted(here, { requester: { id: 42, name: 'Otto Other' } });
    await revoke(ORG, MAKER.id, BOSS);
    const [found, other] = await Promise.all([before, ofAnother].map(({ requestId }) => here.requests.read(ORG, requestId)));
    expect(found).toMatchObject({ state: 'pending', makerRevokedAt: expect.any(Date) as Date });
    expect(other).not.toHaveProperty('makerRevokedAt');
    await here.requests.close(approve(before));
    expect(await here.requests.read(ORG, before.requestId)).not.toHaveProperty('makerRevokedAt');
  });

  it('withdraws their proposals of policies, so that nobody agrees to one', async () => {
    const { here, revoke } = fixture();
    const settings = { autoApproval: { mode: 'on' } } as const;
    const proposed = async (proposer: typeof MAKER) => here.policies.propose({ orgId: ORG, type: TYPE, settings, proposer });
    const theirs = await proposed(MAKER);
    const anothers = await proposed(SECOND_CHECKER);
    await revoke(ORG, MAKER.id, BOSS);
    const agree = (version = 0) => here.policies.decide({ orgId: ORG, type: TYPE, version, verdict: 'active', decider: CHECKER });
    expect(await agree(theirs?.version)).toEqual({ kind: 'not-proposed' });
    expect(await here.policies.findVersions(ORG, TYPE)).toMatchObject([{ status: 'proposed' }, { status: 'withdrawn', decidedBy: BOSS }]);
    expect(await agree(anothers?.version)).toMatchObject({ kind: 'decided' });
  });
}
