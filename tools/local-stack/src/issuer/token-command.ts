import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_TTL } from './access-token';
import { type Grant, GRANT_NAMES, type GrantName, isGrantName } from './grants';

/** What `npm run token` was asked for. */
export interface TokenOrder {
  readonly userId: number;
  readonly name: string;
  readonly orgId: number;
  readonly grants: readonly Grant[];
  readonly ttl: string;
}

interface GivenOptions {
  readonly user: number;
  readonly org: number;
  readonly grants: readonly GrantName[];
  readonly ids?: readonly string[];
  readonly name?: string;
  readonly ttl: string;
}

/** The command line of `npm run token`; `fulfil` gets the order once it is known to be right. */
export function tokenCommand(fulfil: (order: TokenOrder) => Promise<void>): Command {
  return new Command('npm run token --')
    .description('Prints an access token that the local gateway accepts.')
    .requiredOption('--user <id>', 'user id, a whole number', wholeNumber)
    .option('--org <id>', 'org that the grants are for', wholeNumber, 0)
    .requiredOption('--grants <names>', `with commas between them: ${GRANT_NAMES.join(', ')}`, grantNames)
    .option('--ids <ids>', 'limits the grants to these concept, zone, store or till ids (with commas between them)', idList)
    .option('--name <name>', 'name that others see; "user <id>" when not said')
    .option('--ttl <time>', 'how long the token is valid, such as 30m or 12h', timeSpan, DEFAULT_TTL)
    .showHelpAfterError('(--help tells the options)')
    .action((given: GivenOptions) => fulfil(orderOf(given)));
}

function orderOf({ user, org, grants, ids, name, ttl }: GivenOptions): TokenOrder {
  return {
    userId: user,
    name: name ?? `user ${user}`,
    orgId: org,
    grants: ids ? grants.map((grant) => ({ grant, ids })) : grants,
    ttl,
  };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function grantNames(text: string): GrantName[] {
  return list(text).map((name) => {
    if (!isGrantName(name)) throw new InvalidArgumentError(`There is no grant "${name}"; there are ${GRANT_NAMES.join(', ')}.`);
    return name;
  });
}

function idList(text: string): string[] {
  const ids = list(text);
  if (ids.length === 0 || !ids.every((id) => /^\d{1,20}$/.test(id))) throw new InvalidArgumentError('Ids consist of digits.');
  return ids;
}

function timeSpan(text: string): string {
  if (!/^[1-9]\d{0,5}[smhd]$/.test(text)) throw new InvalidArgumentError('It must be a number and s, m, h or d, such as 12h.');
  return text;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
