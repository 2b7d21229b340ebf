import {
  type Actor,
  type ApiClient,
  type ApiClientStore,
  type Grant,
  type IdentityCaller,
  findReadScope,
  isHeld,
  permits,
  WorkflowError,
} from '@countersign/engine';
import type { Call } from '../http/call-context';
import { type ApiClientBody, grantsOf } from './api-client-body';
import type { ClientAccounts } from './client-accounts';
import { newClientKey, newClientSecret } from './client-key';
import type { SecretHasher } from './secret-hash';

/** A client with its secret, which nobody is shown again. */
export interface ClientWithSecret {
  readonly client: ApiClient;
  readonly secret: string;
}

/** The API clients of an org. Every call needs CanConfigureWorkflows for the whole org. */
export class ManageApiClients {
  constructor(
    private readonly clients: ApiClientStore,
    private readonly hasher: SecretHasher,
    private readonly accounts: ClientAccounts,
  ) {}

  async list({ actor, orgId }: Call): Promise<readonly ApiClient[]> {
    requireConfigurator(actor, orgId);
    return this.clients.list(orgId);
  }

  async create(call: Call, body: ApiClientBody): Promise<ClientWithSecret> {
    const { actor, orgId } = call;
    requireConfigurator(actor, orgId);
    const grants = grantsOf(body);
    requireOwnGrants(actor, orgId, grants);
    const secret = newClientSecret();
    const secretHash = await this.hasher.hash(secret);
    const client = await this.clients.create(callerOf(call), { key: newClientKey(orgId), name: body.name, secretHash, grants });
    if (client === 'name-taken') throw WorkflowError.of('invalid-payload', 'Field name: another API client of the org has it.', '/name');
    return { client, secret };
  }

  /** A new secret; the old one and all tokens of it end. Whoever is shown it could act as the client, so they need its grants. */
  async rotate(call: Call, clientId: string): Promise<ClientWithSecret> {
    const found = await this.find(call, clientId);
    requireOwnGrants(call.actor, call.orgId, found.grants);
    const secret = newClientSecret();
    const client = await this.clients.rotate(callerOf(call), found.clientId, await this.hasher.hash(secret));
    if (!client) throw unknownClient();
    this.accounts.forget(client);
    return { client, secret };
  }

  async disable(call: Call, clientId: string): Promise<ApiClient> {
    const found = await this.find(call, clientId);
    const client = await this.clients.disable(callerOf(call), found.clientId);
    if (!client) throw unknownClient();
    this.accounts.forget(client);
    return client;
  }

  private async find({ actor, orgId }: Call, clientId: string): Promise<ApiClient> {
    requireConfigurator(actor, orgId);
    const found = (await this.clients.list(orgId)).find((client) => String(client.clientId) === clientId && !client.disabledAt);
    if (!found) throw unknownClient();
    return found;
  }
}

export function callerOf({ actor, orgId, traceId }: Call): IdentityCaller {
  return { orgId, person: { id: actor.userId, name: actor.name }, traceId };
}

export function requireConfigurator(actor: Actor, orgId: number): void {
  if (!permits(actor, orgId, 'CanConfigureWorkflows'))
    throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
}

/** Else a configurator could make themselves a maker, or a reader, by way of a program. */
function requireOwnGrants(actor: Actor, orgId: number, grants: readonly Grant[]): void {
  if (findReadScope(actor, orgId) !== 'whole-org')
    throw WorkflowError.of('no-permission', 'A program reads the whole org, so you need CanReadRequests for the whole org.', '/grants');
  const held = actor.orgs.get(orgId) ?? [];
  for (const grant of grants)
    if (!isHeld(grant, held))
      throw WorkflowError.of('no-permission', `You can only grant what you hold: ${grant.name} is missing, or narrower.`, '/grants');
}

function unknownClient(): WorkflowError {
  return WorkflowError.of('unknown-request', 'There is no such API client in this org, or it is disabled.', '/clientId');
}
