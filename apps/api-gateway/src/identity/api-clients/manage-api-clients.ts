import {
  type Actor,
  type ApiClient,
  type ApiClientStore,
  findReadScope,
  type Grant,
  type Identifiers,
  isHeld,
  WorkflowError,
} from '@countersign/engine';
import { newClientKey, newClientSecret } from '../../platform/auth/client-key';
import type { SecretHasher } from '../../platform/auth/secret-hash';
import type { Call } from '../../platform/http/call-context';
import type { ConfigurationChanges, Proposal } from '../../platform/proposals/configuration-changes';
import { requireConfigurator } from '../../platform/proposals/configurator';
import { type ApiClientBody, type ClientGrantsBody, grantsOf } from './api-client-body';
import { grantViews } from './api-client-view';

/** A client as it is, or will be once a second person has confirmed it. */
export interface ChangedClient {
  readonly proposal: Proposal;
  readonly client: ClientToBe;
  /** Lets it in from then on; nobody is shown it again. */
  readonly secret?: string;
}

/** Without an id as long as it is not there. */
export type ClientToBe = Omit<ApiClient, 'clientId' | 'orgId' | 'version' | 'secretHolders'> & { readonly clientId?: number };

/** The API clients of an org. Every call needs CanConfigureWorkflows for the whole org; what changes one waits for a second person. */
export class ManageApiClients {
  constructor(
    private readonly clients: ApiClientStore,
    private readonly changes: ConfigurationChanges,
    private readonly identifiers: Identifiers,
    private readonly hasher: SecretHasher,
  ) {}

  async list(call: Call): Promise<readonly ApiClient[]> {
    requireConfigurator(call);
    return this.clients.list(call.orgId);
  }

  async create(call: Call, body: ApiClientBody): Promise<ChangedClient> {
    const { actor, orgId } = call;
    requireConfigurator(call);
    const grants = grantsOf(body);
    requireOwnGrants(actor, orgId, grants);
    const secret = newClientSecret();
    const { name } = body;
    const key = newClientKey(orgId);
    const parcel = { key, name, grants, secretHash: await this.hasher.hash(secret) };
    const after = { name, grants: grantViews(grants) };
    const proposal = await this.changes.propose(call, { ...this.changeOf(), action: 'create', after, parcel });
    if (proposal.kind === 'in-effect') return { proposal, client: await this.find(call, proposal.subjectId), secret };
    const at = proposal.change.proposedAt;
    return {
      proposal,
      client: { key, name, grants, createdBy: { id: actor.userId, name: actor.name }, createdAt: at, secretSince: at },
      secret,
    };
  }

  /**
   * Wider grants come with a new secret, shown to whoever gives them: those who know the old one may hold less than it would let them do.
   */
  async changeGrants(call: Call, clientId: string, body: ClientGrantsBody): Promise<ChangedClient> {
    const found = await this.find(call, clientId);
    const grants = grantsOf(body);
    requireOwnGrants(call.actor, call.orgId, grants);
    const { name } = found;
    const before = { name, grants: grantViews(found.grants) };
    const after = { name, grants: grantViews(grants) };
    const secret = grants.every((grant) => isHeld(grant, found.grants)) ? undefined : newClientSecret();
    const parcel = { grants, ...(secret !== undefined && { secretHash: await this.hasher.hash(secret) }) };
    const change = { ...this.changeOf(found), action: 'change-grants', before, after, parcel } as const;
    const changed = await this.changed(call, { ...found, grants }, await this.changes.propose(call, change));
    return { ...changed, ...(secret !== undefined && { secret }) };
  }

  /** A new secret; the old one and all tokens of it end. Whoever is shown it could act as the client, so they need its grants. */
  async rotate(call: Call, clientId: string): Promise<ChangedClient> {
    const found = await this.find(call, clientId);
    requireOwnGrants(call.actor, call.orgId, found.grants);
    const secret = newClientSecret();
    const parcel = { secretHash: await this.hasher.hash(secret) };
    const after = { name: found.name };
    const proposal = await this.changes.propose(call, { ...this.changeOf(found), action: 'rotate', after, parcel });
    return { ...(await this.changed(call, found, proposal)), secret };
  }

  async disable(call: Call, clientId: string): Promise<ChangedClient> {
    const found = await this.find(call, clientId);
    const before = { name: found.name, grants: grantViews(found.grants) };
    const proposal = await this.changes.propose(call, { ...this.changeOf(found), action: 'disable', before });
    const client = proposal.kind === 'pending' ? found : { ...found, disabledAt: new Date() };
    return { proposal, client };
  }

  /** @param seen the client that the change is based on; none for a new one */
  private changeOf(seen?: ApiClient) {
    const changeId = this.identifiers.eventId();
    return {
      changeId,
      subject: 'api-client' as const,
      ...(seen && { subjectId: String(seen.clientId), basedOn: seen.version }),
    };
  }

  private async changed(call: Call, asProposed: ApiClient, proposal: Proposal): Promise<ChangedClient> {
    return { proposal, client: proposal.kind === 'pending' ? asProposed : await this.find(call, String(asProposed.clientId)) };
  }

  private async find(call: Call, clientId: string): Promise<ApiClient> {
    requireConfigurator(call);
    const found = (await this.clients.list(call.orgId)).find((client) => String(client.clientId) === clientId && !client.disabledAt);
    if (!found) throw unknownClient();
    return found;
  }
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
