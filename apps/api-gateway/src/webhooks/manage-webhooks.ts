import { type Endpoint, type EndpointSettings, type EndpointStore, type Identifiers, WorkflowError } from '@countersign/engine';
import { type EndpointSecrets, newWebhookSecret } from '@countersign/webhooks';
import type { Call, Caller } from '../platform/http/call-context';
import { isUuid } from '../platform/http/uuid';
import type { ConfigurationChanges, Proposal } from '../platform/proposals/configuration-changes';
import { requireConfigurator } from '../platform/proposals/configurator';
import { endpointSettings } from './endpoint-settings';
import { changedSettings, shownSettings } from './shown-settings';
import type { WebhookBody } from './webhook-body';

/** A webhook as it is, or will be once a second person has confirmed it. */
export interface ChangedWebhook {
  readonly proposal: Proposal;
  readonly endpoint: Endpoint;
  /** Signs its deliveries from then on; nobody is shown it again. */
  readonly secret?: string;
}

/** What endpoints are made with. */
export interface WebhookMeans {
  readonly secrets: EndpointSecrets;
  /** Whether webhooks may point to this machine. */
  readonly allowLoopback: boolean;
}

/** Long enough to teach a receiver the new secret on a working day. */
const ROTATION_GRACE_MS = 24 * 60 * 60 * 1_000;

/** The webhooks of an org. Every call needs CanConfigureWorkflows; what changes one waits for a second person. */
export class ManageWebhooks {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly changes: ConfigurationChanges,
    private readonly identifiers: Identifiers,
    private readonly means: WebhookMeans,
  ) {}

  async create(call: Call, body: WebhookBody): Promise<ChangedWebhook> {
    requireConfigurator(call);
    const secret = newWebhookSecret();
    const owner = { orgId: call.orgId, endpointId: this.identifiers.eventId() };
    const settings = endpointSettings(body, this.means.allowLoopback);
    const proposal = await this.changes.propose(call, {
      ...this.changeOf(owner.endpointId),
      action: 'create',
      after: shownSettings(settings),
      parcel: { settings: this.sealed(owner, settings), secret: this.means.secrets.sealSecret(owner, secret) },
    });
    const at = proposal.kind === 'pending' ? proposal.change.proposedAt : new Date();
    const by = { createdBy: call.actor.userId, createdAt: at, updatedBy: call.actor.userId, updatedAt: at };
    return { proposal, endpoint: await this.asItIs(call, proposal, { ...settings, ...owner, ...by, version: 1 }), secret };
  }

  async list(call: Caller): Promise<readonly Endpoint[]> {
    requireConfigurator(call);
    return this.endpoints.list(call.orgId);
  }

  async read(call: Caller, endpointId: string): Promise<Endpoint> {
    requireConfigurator(call);
    const endpoint = isUuid(endpointId) ? await this.endpoints.find(call.orgId, endpointId) : undefined;
    if (!endpoint) throw unknownWebhook();
    return endpoint;
  }

  async update(call: Call, endpointId: string, body: WebhookBody): Promise<ChangedWebhook> {
    const endpoint = await this.read(call, endpointId);
    const owner = { orgId: call.orgId, endpointId };
    const stored = { ...endpoint, headers: this.means.secrets.openHeaders(owner, endpoint.headers) };
    const settings = endpointSettings(body, this.means.allowLoopback, stored.headers);
    const proposal = await this.changes.propose(call, {
      ...this.changeOf(endpointId, endpoint),
      action: 'update',
      ...changedSettings(stored, settings),
      parcel: { settings: this.sealed(owner, settings) },
    });
    return { proposal, endpoint: await this.asItIs(call, proposal, { ...endpoint, ...settings }) };
  }

  /** @throws WorkflowError wrong-state when several secrets before it still sign */
  async rotateSecret(call: Call, endpointId: string): Promise<ChangedWebhook> {
    const endpoint = await this.read(call, endpointId);
    const secret = newWebhookSecret();
    const sealed = this.means.secrets.sealSecret({ orgId: call.orgId, endpointId }, secret);
    const proposal = await this.changes.propose(call, {
      ...this.changeOf(endpointId, endpoint),
      action: 'rotate-secret',
      after: { name: endpoint.name },
      parcel: { secret: sealed, graceMs: ROTATION_GRACE_MS },
    });
    return { proposal, endpoint: await this.asItIs(call, proposal, endpoint), secret };
  }

  async delete(call: Call, endpointId: string): Promise<Proposal> {
    const endpoint = await this.read(call, endpointId);
    const change = { ...this.changeOf(endpointId, endpoint), action: 'delete', before: shownSettings(endpoint) } as const;
    return this.changes.propose(call, change);
  }

  /** @param seen the webhook that the change is based on; none for a new one */
  private changeOf(endpointId: string, seen?: Endpoint) {
    const changeId = this.identifiers.eventId();
    return { changeId, subject: 'webhook' as const, subjectId: endpointId, ...(seen && { basedOn: seen.version }) };
  }

  private sealed(owner: { readonly orgId: number; readonly endpointId: string }, settings: EndpointSettings): EndpointSettings {
    return { ...settings, headers: this.means.secrets.sealHeaders(owner, settings.headers) };
  }

  private async asItIs(call: Call, proposal: Proposal, asProposed: Endpoint): Promise<Endpoint> {
    return proposal.kind === 'pending' ? asProposed : this.read(call, asProposed.endpointId);
  }
}

export function unknownWebhook(): WorkflowError {
  return WorkflowError.of('unknown-request', 'There is no such webhook.', '/webHookId');
}
