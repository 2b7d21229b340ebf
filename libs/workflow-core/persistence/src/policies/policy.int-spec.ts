import type { NewPolicy, PolicyDecisionResult, PolicyVersion } from '@countersign/engine';
import { CHECKER, MAKER, ORG, SECOND_CHECKER } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgPolicyStore } from './pg-policy-store';

const TYPE = 'GOODWILL_POINTS';
const ON = { autoApproval: { mode: 'on' } } as const;

describe('policies', () => {
  let store: TestStore;
  let policies: PgPolicyStore;
  let rival: PgPolicyStore;
  beforeAll(async () => {
    store = await testStore();
    policies = new PgPolicyStore(store.database);
    rival = new PgPolicyStore(store.gateway().database);
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate policy'));

  const propose = async (settings: NewPolicy['settings'] = ON): Promise<number> =>
    (await policies.propose({ orgId: ORG, type: TYPE, settings, proposer: MAKER }))?.version ?? 0;
  const decide = (version: number, verdict: 'active' | 'declined', decider = CHECKER, by = policies): Promise<PolicyDecisionResult> =>
    by.decide({ orgId: ORG, type: TYPE, version, verdict, decider });
  const activate = (version: number, decider = CHECKER, by = policies): Promise<PolicyDecisionResult> =>
    decide(version, 'active', decider, by);

  it('are proposed by one person and made active by another', async () => {
    const settings = { autoApproval: { mode: 'up-to', amount: 12.5 }, config: { upperCap: 100 }, expiresAfterHours: 48 } as const;
    const proposal = await policies.propose({ orgId: ORG, type: TYPE, settings, proposer: MAKER });
    expect(proposal).toEqual({
      orgId: ORG,
      type: TYPE,
      version: 1,
      basedOn: 0,
      status: 'proposed',
      ...settings,
      proposedBy: MAKER,
      proposedAt: expect.any(Date),
    });
    expect(await policies.findActive([ORG])).toEqual([]);
    const policy = { ...proposal, status: 'active', decidedBy: CHECKER, decidedAt: expect.any(Date) };
    expect(await activate(1)).toEqual({ kind: 'decided', policy });
    expect(await policies.findActive([ORG])).toEqual([policy]);
  });

  it('are not decided by their proposer: neither by the store nor by the table', async () => {
    const version = await propose();
    expect(await activate(version, MAKER)).toEqual({ kind: 'own-proposal' });
    expect(await decide(version, 'declined', MAKER)).toEqual({ kind: 'own-proposal' });
    await expect(store.sql(`update policy set status = 'active', decided_by = proposed_by`)).rejects.toThrow('policy_decided_by_two');
  });

  it('supersede the active one', async () => {
    await activate(await propose());
    await activate(await propose());
    expect((await policies.findVersions(ORG, TYPE)).map(({ version, status }) => [version, status])).toEqual([
      [2, 'active'],
      [1, 'superseded'],
    ]);
  });

  it('that are declined leave the active one in force', async () => {
    await activate(await propose());
    const version = await propose();
    expect(await decide(version, 'declined')).toMatchObject({
      kind: 'decided',
      policy: { status: 'declined' },
    });
    expect(await policies.findActive([ORG])).toMatchObject([{ version: 1 }]);
    expect(await activate(version)).toEqual({ kind: 'not-proposed' });
    expect(await activate(99)).toEqual({ kind: 'unknown' });
  });

  it('have one decider of two who decide at once', async () => {
    for (let round = 0; round < 20; round++) {
      const version = await propose();
      const results = await Promise.all([activate(version), decide(version, 'declined', SECOND_CHECKER, rival)]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['decided', 'not-proposed']);
    }
  });

  it('are never two active ones when two proposals are decided at once', async () => {
    for (let round = 0; round < 20; round++) {
      const [one, two] = [await propose(), await propose()];
      const results = await Promise.all([activate(one), activate(two, SECOND_CHECKER, rival)]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['decided', 'stale']);
      expect(await policies.findActive([ORG])).toHaveLength(1);
    }
  });

  it('get different numbers when several people propose at once', async () => {
    const proposals: Promise<PolicyVersion | undefined>[] = [];
    for (const by of [policies, rival, policies, rival])
      proposals.push(by.propose({ orgId: ORG, type: TYPE, settings: ON, proposer: MAKER }));
    expect((await Promise.all(proposals)).map((policy) => policy?.version).sort()).toEqual([1, 2, 3, 4]);
  });

  it('belong to one org and type', async () => {
    await activate(await propose());
    expect(await policies.findVersions(ORG + 1, TYPE)).toEqual([]);
    expect(await policies.findVersions(ORG, 'ANOTHER_TYPE')).toEqual([]);
    expect(await policies.propose({ orgId: ORG + 1, type: TYPE, settings: ON, proposer: MAKER })).toMatchObject({ version: 1 });
  });
});
