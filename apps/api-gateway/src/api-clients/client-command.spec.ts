import type { ApiClientStore, IdentityCaller, NewApiClient } from '@countersign/engine';
import { clientCommand } from './client-command';

describe('npm run api-client', () => {
  const run = async (...args: string[]) => {
    const created: { caller: IdentityCaller; client: NewApiClient }[] = [];
    const printed: object[] = [];
    const create = (caller: IdentityCaller, client: NewApiClient) => {
      created.push({ caller, client });
      return Promise.resolve({ ...client, orgId: caller.orgId } as unknown as Awaited<ReturnType<ApiClientStore['create']>>);
    };
    const ports = { clients: { create }, hasher: { hash: (secret: string) => Promise.resolve(`hash of ${secret}`) } };
    const command = clientCommand(() => ({ ...ports, print: (one) => printed.push(one) })).exitOverride();
    for (const sub of command.commands) sub.exitOverride().configureOutput({ writeErr: () => undefined });
    await command.parseAsync(['create', ...args], { from: 'user' });
    return { created, printed };
  };

  it('creates a client that reads, and prints key and secret', async () => {
    const { created, printed } = await run('--org', '0', '--name', 'reports', '--by', '3001');
    const key = expect.stringMatching(/^0\.[\w-]{16}$/) as string;
    expect(created).toMatchObject([{ caller: { orgId: 0, person: { id: 3001 } }, client: { key, name: 'reports', grants: [] } }]);
    expect(printed).toEqual([{ key, secret: expect.stringMatching(/^cs_[\w-]{43}$/) }]);
  });

  it('grants what it is told to, limited to ids', async () => {
    const { created } = await run('--org', '7', '--name', 'bulk', '--by', '1', '--grants', 'CanMakeRequest', '--ids', '301, 302');
    expect(created[0]?.client.grants).toEqual([{ name: 'CanMakeRequest', limitedTo: { ids: ['301', '302'] } }]);
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
