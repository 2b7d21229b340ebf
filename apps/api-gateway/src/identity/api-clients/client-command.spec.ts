import type { IdentityCaller, ProposalResult, ProposedChange } from '@countersign/engine';
import { clientCommand } from './client-command';

const CHANGE_ID = '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11';

describe('npm run api-client', () => {
  const run = async (...args: string[]) => {
    const proposals: { caller: IdentityCaller; change: ProposedChange }[] = [];
    const printed: object[] = [];
    const propose = (caller: IdentityCaller, change: ProposedChange): Promise<ProposalResult> => {
      proposals.push({ caller, change });
      return Promise.resolve(caller.orgId === 0 ? { kind: 'in-effect', subjectId: '1000000000000001' } : { kind: 'pending' });
    };
    const hash = (secret: string) => Promise.resolve(`hash of ${secret}`);
    const ports = { changes: { propose }, identifiers: { eventId: () => CHANGE_ID }, hasher: { hash } };
    const command = clientCommand(() => ({ ...ports, print: (one) => printed.push(one) })).exitOverride();
    for (const sub of command.commands) sub.exitOverride().configureOutput({ writeErr: () => undefined });
    await command.parseAsync(['create', ...args], { from: 'user' });
    return { proposals, printed };
  };

  it('proposes a client that reads, and prints key and secret; where two persons are needed, what another one has to confirm', async () => {
    const { proposals, printed } = await run('--org', '7', '--name', 'reports', '--by', '3001');
    const key = expect.stringMatching(/^7\.[\w-]{16}$/) as string;
    expect(proposals).toMatchObject([
      { caller: { orgId: 7, person: { id: 3001 } }, change: { action: 'create', parcel: { key, name: 'reports', grants: [] } } },
    ]);
    const secret = expect.stringMatching(/^cs_[\w-]{43}$/) as string;
    expect(printed).toEqual([{ key, secret, confirmation: 'pending', changeId: CHANGE_ID }]);
    expect((await run('--org', '0', '--name', 'reports', '--by', '3001')).printed).toEqual([
      { key: expect.stringMatching(/^0\.[\w-]{16}$/) as string, secret },
    ]);
  });

  it('grants what it is told to, limited to ids', async () => {
    const { proposals } = await run('--org', '7', '--name', 'bulk', '--by', '1', '--grants', 'CanMakeRequest', '--ids', '301, 302');
    expect(proposals[0]?.change.parcel?.grants).toEqual([{ name: 'CanMakeRequest', limitedTo: { ids: ['301', '302'] } }]);
  });

  it.each([
    ['a grant to check', ['--org', '0', '--name', 'x', '--by', '1', '--grants', 'CanCheckRequest']],
    ['an id that is no number', ['--org', '0', '--name', 'x', '--by', '1', '--grants', 'CanMakeRequest', '--ids', 'a']],
    ['no person', ['--org', '0', '--name', 'x']],
    ['an org that is no number', ['--org', 'acme', '--name', 'x', '--by', '1']],
    ['a blank name', ['--org', '0', '--name', ' ', '--by', '1']],
  ])('refuses %s', async (_case, args) => {
    await expect(run(...args)).rejects.toThrow();
  });
});
