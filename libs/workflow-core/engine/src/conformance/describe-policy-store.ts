import type { DecidedPolicy, PolicyDecisionResult } from '../ports/policy-store';
import { CHECKER, MAKER, ORG, SECOND_CHECKER, TYPE } from './sample-requests';
import { type MakeStoreFixture, type StoreFixture, type Stores, useFixture } from './store-fixture';

const ON = { autoApproval: { mode: 'on' } } as const;

async function propose({ policies }: Stores): Promise<number> {
  const proposed = await policies.propose({ orgId: ORG, type: TYPE, settings: ON, proposer: MAKER });
  if (!proposed) throw new Error('The proposal was refused.');
  return proposed.version;
}

function decide(
  { policies }: Stores,
  version: number,
  verdict: DecidedPolicy['verdict'],
  decider = CHECKER,
): Promise<PolicyDecisionResult> {
  return policies.decide({ orgId: ORG, type: TYPE, version, verdict, decider });
}

/** What must hold for every adapter of PolicyStore. */
export function describePolicyStore(makeFixture: MakeStoreFixture): void {
  describe('a policy store', () => {
    const fixture = useFixture(makeFixture);
    describe('with proposals', () => describeProposals(fixture));
    describe('with a long history', () => describePages(fixture));
    describe('whose proposals are overtaken', () => describeStaleness(fixture));
    describe('with several who decide at once', () => describeRaces(fixture));
  });
}

function describeProposals(fixture: () => StoreFixture): void {
  it('makes active what one person proposed and another agreed to', async () => {
    const { policies } = fixture().here;
    const settings = {
      autoApproval: { mode: 'up-to', amount: 12.5 },
      bands: [
        { upTo: 50, levels: [{ grant: 'CanCheckRequest', checkers: 2 }] },
        { levels: [{ grant: 'CanCheckRequestSenior', checkers: 1 }] },
      ],
      dailyCaps: { maker: { requests: 5 }, org: { amount: 1000.5 } },
      duplicates: { sameCustomerPending: 'warn' },
      config: { upperCap: 100 },
      expiresAfterHours: 48,
    } as const;
    const proposal = await policies.propose({ orgId: ORG, type: TYPE, settings, proposer: MAKER, basedOn: 0 });
    expect(proposal).toMatchObject({ orgId: ORG, type: TYPE, version: 1, basedOn: 0, status: 'proposed', ...settings, proposedBy: MAKER });
    expect(await policies.findActive([ORG])).toEqual([]);
    const decided = await decide(fixture().here, 1, 'active');
    expect(decided).toMatchObject({ kind: 'decided', policy: { ...proposal, status: 'active', decidedBy: CHECKER } });
    expect(await policies.findActive([ORG])).toMatchObject([{ ...proposal, status: 'active' }]);
    expect(await policies.findActive([ORG + 1])).toEqual([]);
  });

  it.each(['active', 'declined'] as const)('refuses its proposer as the one who makes it %s', async (verdict) => {
    const { here } = fixture();
    const version = await propose(here);
    expect(await decide(here, version, verdict, MAKER)).toEqual({ kind: 'own-proposal' });
    expect(await here.policies.findVersions(ORG, TYPE)).toMatchObject([{ status: 'proposed' }]);
  });

  it('lets a new version supersede the active one, and a declined one leave it in force', async () => {
    const { here } = fixture();
    for (const verdict of ['active', 'active', 'declined'] as const) await decide(here, await propose(here), verdict);
    const versions = await here.policies.findVersions(ORG, TYPE);
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [3, 'declined'],
      [2, 'active'],
      [1, 'superseded'],
    ]);
    expect(await decide(here, 3, 'active')).toEqual({ kind: 'not-proposed' });
    expect(await decide(here, 99, 'active')).toEqual({ kind: 'unknown' });
  });

  it('keeps orgs and types apart', async () => {
    const { here } = fixture();
    await propose(here);
    expect(await here.policies.findVersions(ORG + 1, TYPE)).toEqual([]);
    expect(await here.policies.propose({ orgId: ORG, type: 'ANOTHER_TYPE', settings: ON, proposer: MAKER })).toMatchObject({ version: 1 });
  });
}

function describePages(fixture: () => StoreFixture): void {
  it('shows its history in parts, and with each what holds, what waits, and what these are based on', async () => {
    const { here } = fixture();
    await decide(here, await propose(here), 'active');
    const waits = await propose(here);
    for (let count = 0; count < 5; count++) await decide(here, await propose(here), 'active');
    const page = async (limit: number, before?: number) => {
      const found = await here.policies.findPage(ORG, TYPE, { limit, ...(before !== undefined && { before }) });
      const numbers = (of: readonly { readonly version: number }[]) => of.map(({ version }) => version);
      expect([found.active?.version, numbers(found.proposals)]).toEqual([7, [waits]]);
      return { versions: numbers(found.versions), bases: numbers(found.bases), nextBefore: found.nextBefore };
    };
    expect(await page(2)).toEqual({ versions: [7, 6], bases: [6, 5, 1], nextBefore: 6 });
    expect(await page(2, 6)).toEqual({ versions: [5, 4], bases: [4, 3, 1], nextBefore: 4 });
    expect(await page(3, 4)).toEqual({ versions: [3, 2, 1], bases: [1], nextBefore: undefined });
    expect(await page(3, 1)).toEqual({ versions: [], bases: [1], nextBefore: undefined });
    expect(await page(7)).toMatchObject({ versions: [7, 6, 5, 4, 3, 2, 1], nextBefore: undefined });
    expect(await here.policies.findPage(ORG + 1, TYPE, { limit: 5 })).toEqual({ proposals: [], versions: [], bases: [] });
  });

  it('counts a part of the history by the versions of its type alone, and says where it goes on though nothing else is known', async () => {
    const { here } = fixture();
    for (let count = 0; count < 3; count++) await decide(here, await propose(here), 'declined');
    for (let count = 0; count < 9; count++)
      await here.policies.propose({ orgId: ORG, type: 'ANOTHER_TYPE', settings: ON, proposer: MAKER });
    const { versions, ...rest } = await here.policies.findPage(ORG, TYPE, { limit: 2 });
    expect(versions.map(({ version }) => version)).toEqual([3, 2]);
    expect(rest).toEqual({ proposals: [], bases: [], nextBefore: 2 });
  });
}

function describeStaleness(fixture: () => StoreFixture): void {
  it('agrees to nothing that was proposed before another version became active', async () => {
    const { here } = fixture();
    const [first, second] = [await propose(here), await propose(here)];
    await decide(here, first, 'active');
    expect(await decide(here, second, 'active')).toEqual({ kind: 'stale' });
    expect(await here.policies.findActive([ORG])).toMatchObject([{ version: first }]);
    expect(await decide(here, second, 'declined')).toMatchObject({ kind: 'decided' });
  });

  it('takes no proposal from somebody who looked at another version than the active one', async () => {
    const { here } = fixture();
    await decide(here, await propose(here), 'active');
    const proposal = { orgId: ORG, type: TYPE, settings: ON, proposer: MAKER };
    expect(await here.policies.propose({ ...proposal, basedOn: 0 })).toBeUndefined();
    expect(await here.policies.propose({ ...proposal, basedOn: 1 })).toMatchObject({ version: 2, basedOn: 1 });
  });
}

function describeRaces(fixture: () => StoreFixture): void {
  it('has one decider of two who decide at once', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const version = await propose(here);
      const results = await Promise.all([decide(here, version, 'active'), decide(there, version, 'declined', SECOND_CHECKER)]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['decided', 'not-proposed']);
    }
  });

  it('never has two active ones, and gives no number twice', async () => {
    const { here, there } = fixture();
    const versions = await Promise.all([here, there, here, there].map(propose));
    expect(versions.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
    const results = await Promise.all([decide(here, 1, 'active'), decide(there, 2, 'active', SECOND_CHECKER)]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['decided', 'stale']);
    expect(await here.policies.findActive([ORG])).toHaveLength(1);
  });
}
