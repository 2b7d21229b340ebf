import { type ApiClientStore, type Grant } from '@countersign/engine';
import { Command, InvalidArgumentError } from 'commander';
import { apiClientSchema, CLIENT_GRANTS, grantsOf } from './api-client-body';
import type { Credentials } from './client-key';
import { newClientKey, newClientSecret } from './client-key';
import type { SecretHasher } from './secret-hash';

interface GivenOptions {
  readonly org: number;
  readonly name: string;
  readonly by: number;
  readonly grants?: readonly string[];
  readonly ids?: readonly string[];
}

/** What `npm run api-client` needs of the database. */
export interface ClientCommandPorts {
  readonly clients: Pick<ApiClientStore, 'create'>;
  readonly hasher: Pick<SecretHasher, 'hash'>;
  readonly print: (created: Credentials) => void;
}

/** The command line by which the first API client of an org is created, before anybody may create one by the API. */
export function clientCommand(ports: () => ClientCommandPorts): Command {
  const command = new Command('npm run api-client --').showHelpAfterError('(--help tells the options)');
  command
    .command('create')
    .description('Creates an API client and prints its key and secret; the secret is not shown again.')
    .requiredOption('--org <id>', 'org of the client', wholeNumber)
    .requiredOption('--name <name>', 'unique among the clients of the org')
    .requiredOption('--by <user id>', 'who is shown the secret: this person decides on nothing that the client asks for', wholeNumber)
    .option('--grants <names>', `beside reading, with commas between them: ${CLIENT_GRANTS.join(', ')}`, list)
    .option('--ids <ids>', 'limits the grants to these concept, zone, store or till ids (with commas between them)', list)
    .action((given: GivenOptions) => create(ports(), given));
  return command;
}

async function create({ clients, hasher, print }: ClientCommandPorts, given: GivenOptions): Promise<void> {
  const { org, by } = given;
  const { name, grants } = readClient(given);
  const secret = newClientSecret();
  const caller = { orgId: org, person: { id: by, name: `user ${by}` } };
  const client = await clients.create(caller, { key: newClientKey(org), name, secretHash: await hasher.hash(secret), grants });
  if (client === 'name-taken') throw new InvalidArgumentError(`Org ${org} has a client of this name already.`);
  print({ key: client.key, secret });
}

/** By the rules of the API. */
function readClient({ name, grants = [], ids }: GivenOptions): { readonly name: string; readonly grants: readonly Grant[] } {
  const parsed = apiClientSchema.safeParse({ name, grants: ids ? grants.map((grant) => ({ grant, ids })) : grants });
  if (!parsed.success) throw new InvalidArgumentError('The name, a grant or an id is not of the form that --help tells.');
  return { name: parsed.data.name, grants: grantsOf(parsed.data) };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
