import { tokenCommand, type TokenOrder } from './token-command';

/** What the command line asks for, or the sentence that refuses it. */
async function order(...args: string[]): Promise<TokenOrder | string> {
  let ordered: TokenOrder | undefined;
  let said = '';
  const command = tokenCommand(async (given) => void (ordered = given))
    .exitOverride()
    .configureOutput({ writeErr: (text) => (said += text) });
  await command.parseAsync(args, { from: 'user' }).catch(() => undefined);
  return ordered ?? said;
}

describe('the command line of a token', () => {
  it('gives the grants for one org', async () => {
    expect(
      await order('--user', '100101', '--org', '7', '--grants', 'CanMakeRequest, CanCheckRequest', '--name', 'maya', '--ttl', '30m'),
    ).toEqual({
      userId: 100_101,
      name: 'maya',
      orgId: 7,
      grants: ['CanMakeRequest', 'CanCheckRequest'],
      ttl: '30m',
    });
  });

  it('takes org 0 and 12 hours when nothing else is said', async () => {
    expect(await order('--user', '1', '--grants', 'CanMakeRequest')).toMatchObject({ orgId: 0, ttl: '12h', name: 'user 1' });
  });

  it('limits the grants to ids', async () => {
    expect(await order('--user', '1', '--grants', 'CanMakeRequest', '--ids', '900104,900103')).toMatchObject({
      grants: [{ grant: 'CanMakeRequest', ids: ['900104', '900103'] }],
    });
  });

  it.each([
    [['--grants', 'CanMakeRequest'], '--user'],
    [['--user', 'maya', '--grants', 'CanMakeRequest'], 'whole number'],
    [['--user', '1', '--grants', 'CanDoAll'], 'CanCheckRequest'],
    [['--user', '1', '--grants', 'CanMakeRequest', '--ids', ''], 'digits'],
    [['--user', '1', '--grants', 'CanMakeRequest', '--ttl', 'long'], '12h'],
  ])('refuses %j with a sentence that helps', async (args, said) => {
    expect(await order(...args)).toContain(said);
  });
});
