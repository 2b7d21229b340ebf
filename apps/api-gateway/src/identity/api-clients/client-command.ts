import { type ConfigurationChangeStore, type Grant, type Identifiers } from '@countersign/engine';
import { Command, InvalidArgumentError } from 'commander';
import { type Credentials, newClientKey, newClientSecret } from '../../platform/auth/client-key';
import type { SecretHasher } from '../../platform/auth/secret-hash';
import { apiClientSchema, CLIENT_GRANTS, grantsOf } from './api-client-body';
import { grantViews } from './api-client-view';

interface GivenOptions {
  readonly org: number;
  readonly name: string;
  readonly by: number;
  readonly grants?: readonly string[];
  readonly ids?: readonly string[];
}

/** What `npm run api-client` needs of the database. */
export interface ClientCommandPorts {
  readonly changes: Pick<ConfigurationChangeStore, 'propose'>;
  readonly identifiers: Pick<Identifiers, 'eventId'>;
  readonly hasher: Pick<SecretHasher, 'hash'>;
  readonly print: (created: PrintedClient) => void;
}

/** Lets nobody in while its confirmation is pending: another person confirms the change. */
export interface PrintedClient extends Credentials {
  readonly confirmation?: 'pending';
  readonly changeId?: string;
}

/** The command line by which an API client is proposed without a token; like any other it waits for a second person. */
export function clientCommand(ports: () => ClientCommandPorts): Command {
  const command = new Command('npm run api-client --').showHelpAfterError('(--help tells the options)');
  command
    .command('create')
    .description(
      'Proposes an API client and prints its key and secret; the secret is not shown again. It is let in once another configurator confirms.',
    )
    .requiredOption('--org <id>', 'org of the client', wholeNumber)
    .requiredOption('--name <name>', 'unique among the clients of the org')
    .requiredOption(
      '--by <user id>',
      'who is shown the secret: this person does not confirm the client, and decides on nothing that it asks for',
      wholeNumber,
    )
    .option('--grants <names>', `beside reading, with commas between them: ${CLIENT_GRANTS.join(', ')}`, list)
    .option('--ids <ids>', 'limits the grants to these concept, zone, store or till ids (with commas between them)', list)
    .action((given: GivenOptions) => create(ports(), given));
  return command;
}

async function create({ changes, identifiers, hasher, print }: ClientCommandPorts, given: GivenOptions): Promise<void> {
  const { org, by } = given;
  const { name, grants } = readClient(given);
  const secret = newClientSecret();
  const key = newClientKey(org);
  const changeId = identifiers.eventId();
  const { kind } = await changes.propose(
    { orgId: org, person: { id: by, name: `user ${by}` } },
    {
      changeId,
      subject: 'api-client',
      action: 'create',
      after: { name, grants: grantViews(grants) },
      parcel: { key, name, grants, secretHash: await hasher.hash(secret) },
    },
  );
  if (kind === 'name-taken') throw new InvalidArgumentError(`Org ${org} has a client of this name already.`);
  if (kind !== 'pending' && kind !== 'in-effect')
    throw new InvalidArgumentError(`Org ${org} has too many changes that wait to be confirmed.`);
  print({ key, secret, ...(kind === 'pending' && { confirmation: kind, changeId }) });
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
