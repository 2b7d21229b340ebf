import type { PolicyVersion } from '../ports/policy-store';
import { CHECKER, MAKER, ORG, SECOND_CHECKER, TYPE } from './sample-requests';
import { type MakeStoreFixture, type StoreFixture, type Stores, useFixture } from './store-fixture';

const ON = { autoApproval: { mode: 'on' } } as const;

async function propose({ policies }: Stores): Promise<number> {
  return (await policies.propose(ORG, TYPE, ON, MAKER)).version;
}

/** What must hold for every adapter of PolicyStore. */
export function describePolicyStore(makeFixture: MakeStoreFixture): void {
  describe('a policy store', () => {
    const fixture = useFixture(makeFixture);
    describe('with proposals', () => describeProposals(fixture));
    describe('with several who decide at once', () => describeRaces(fixture));
  });
}

function describeProposals(fixture: () => StoreFixture): void {
  it('makes active what one person proposed and another agreed to', async () => {
    const { policies } = fixture().here;
    const settings = { autoApproval: { mode: 'up-to', amount: 12.5 }, config: { upperCap: 100 }, expiresAfterHours: 48 } as const;
    const proposal = await policies.propose(ORG, TYPE, settings, MAKER);
    expect(proposal).toMatchObject({ orgId: ORG, type: TYPE, version: 1, status: 'proposed', ...settings, proposedBy: MAKER });
    expect(await policies.findActive([ORG])).toEqual([]);
    const decided = await policies.decide(ORG, TYPE, 1, 'active', CHECKER);
    expect(decided).toMatchObject({ kind: 'decided', policy: { ...proposal, status: 'active', decidedBy: CHECKER } });
    expect(await policies.findActive([ORG])).toMatchObject([{ ...proposal, status: 'active' }]);
    expect(await policies.findActive([ORG + 1])).toEqual([]);
  });

  it.each(['active', 'declined'] as const)('refuses its proposer as the one who makes it %s', async (verdict) => {
    const { here } = fixture();
    const version = await propose(here);
    expect(await here.policies.decide(ORG, TYPE, version, verdict, MAKER)).toEqual({ kind: 'own-proposal' });
    expect(await here.policies.findVersions(ORG, TYPE)).toMatchObject([{ status: 'proposed' }]);
  });

  it('lets a new version supersede the active one, and a declined one leave it in force', async () => {
    const { here } = fixture();
    for (const verdict of ['active', 'active', 'declined'] as const)
      await here.policies.decide(ORG, TYPE, await propose(here), verdict, CHECKER);
    const versions = await here.policies.findVersions(ORG, TYPE);
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [3, 'declined'],
      [2, 'active'],
      [1, 'superseded'],
    ]);
    expect(await here.policies.decide(ORG, TYPE, 3, 'active', CHECKER)).toEqual({ kind: 'not-proposed' });
    expect(await here.policies.decide(ORG, TYPE, 99, 'active', CHECKER)).toEqual({ kind: 'unknown' });
  });

  it('keeps orgs and types apart', async () => {
    const { here } = fixture();
    await propose(here);
    expect(await here.policies.findVersions(ORG + 1, TYPE)).toEqual([]);
    expect(await here.policies.propose(ORG, 'ANOTHER_TYPE', ON, MAKER)).toMatchObject({ version: 1 });
  });
}

function describeRaces(fixture: () => StoreFixture): void {
  it('has one decider of two who decide at once', async () => {
    const { here, there } = fixture();
    for (let round = 0; round < 10; round++) {
      const version = await propose(here);
      const results = await Promise.all([
        here.policies.decide(ORG, TYPE, version, 'active', CHECKER),
        there.policies.decide(ORG, TYPE, version, 'declined', SECOND_CHECKER),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['decided', 'not-proposed']);
    }
  });

  it('never has two active ones, and gives no number twice', async () => {
    const { here, there } = fixture();
    const proposals: Promise<PolicyVersion>[] = [];
    for (const { policies } of [here, there, here, there]) proposals.push(policies.propose(ORG, TYPE, ON, MAKER));
    const versions = (await Promise.all(proposals)).map(({ version }) => version);
    expect(versions.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
    await Promise.all([
      here.policies.decide(ORG, TYPE, 1, 'active', CHECKER),
      there.policies.decide(ORG, TYPE, 2, 'active', SECOND_CHECKER),
    ]);
    expect(await here.policies.findActive([ORG])).toHaveLength(1);
  });
}
