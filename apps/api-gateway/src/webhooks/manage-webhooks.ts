import {
  type Actor,
  type Endpoint,
  type EndpointSettings,
  type EndpointStore,
  type Identifiers,
  MOST_PREVIOUS_SECRETS,
  permits,
  WorkflowError,
} from '@countersign/engine';
import { type EndpointSecrets, newWebhookSecret } from '@countersign/webhooks';
import { isUuid } from '../http/uuid';
import { endpointSettings } from './endpoint-settings';
import type { WebhookBody } from './webhook-body';

/** An endpoint with the secret that its deliveries are signed with; nobody is shown it again. */
export interface CreatedEndpoint {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** A webhook with its new secret, and until when the one before still signs too. */
export interface RotatedWebhook extends CreatedEndpoint {
  readonly previousUntil: Date;
}

/** Long enough to teach a receiver the new secret on a working day. */
const ROTATION_GRACE_MS = 24 * 60 * 60 * 1_000;

const TOO_MANY_SECRETS = `The secret was changed ${MOST_PREVIOUS_SECRETS} times within 24 hours; wait until the oldest one has ended.`;

/** Every event of the org is written once for each of them. */
const MOST_WEBHOOKS = 100;

/** The webhooks of an org. Every call needs CanConfigureWorkflows. */
export class ManageWebhooks {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly identifiers: Identifiers,
    private readonly secrets: EndpointSecrets,
    private readonly allowLoopback: boolean,
  ) {}

  async create(actor: Actor, orgId: number, body: WebhookBody): Promise<CreatedEndpoint> {
    admit(actor, orgId);
    const secret = newWebhookSecret();
    const owner = { orgId, endpointId: this.identifiers.eventId() };
    const settings = endpointSettings(body, this.allowLoopback);
    if ((await this.endpoints.list(orgId)).length >= MOST_WEBHOOKS)
      throw WorkflowError.of('wrong-state', `This org has ${MOST_WEBHOOKS} webhooks, which is the most; delete one first.`);
    const endpoint = await this.endpoints.create({
      ...settings,
      ...owner,
      headers: this.secrets.sealHeaders(owner, settings.headers),
      secret: this.secrets.sealSecret(owner, secret),
      createdBy: actor.userId,
    });
    return { endpoint: unlessTaken(endpoint), secret };
  }

  async list(actor: Actor, orgId: number): Promise<readonly Endpoint[]> {
    admit(actor, orgId);
    return this.endpoints.list(orgId);
  }

  async read(actor: Actor, orgId: number, endpointId: string): Promise<Endpoint> {
    admit(actor, orgId);
    const endpoint = isUuid(endpointId) ? await this.endpoints.find(orgId, endpointId) : undefined;
    if (!endpoint) throw unknownWebhook();
    return endpoint;
  }

  async update(actor: Actor, orgId: number, endpointId: string, body: WebhookBody): Promise<Endpoint> {
    const { headers } = await this.read(actor, orgId, endpointId);
    const owner = { orgId, endpointId };
    const settings: EndpointSettings = endpointSettings(body, this.allowLoopback, this.secrets.openHeaders(owner, headers));
    const sealed = { ...settings, headers: this.secrets.sealHeaders(owner, settings.headers) };
    const endpoint = await this.endpoints.update(orgId, endpointId, sealed, actor.userId);
    if (!endpoint) throw unknownWebhook();
    return unlessTaken(endpoint);
  }

  /** @throws WorkflowError wrong-state when several secrets before it still sign */
  async rotateSecret(actor: Actor, orgId: number, endpointId: string): Promise<RotatedWebhook> {
    admit(actor, orgId);
    if (!isUuid(endpointId)) throw unknownWebhook();
    const secret = newWebhookSecret();
    const owner = { orgId, endpointId };
    const rotated = await this.endpoints.rotateSecret(owner, this.secrets.sealSecret(owner, secret), ROTATION_GRACE_MS, actor.userId);
    if (!rotated) throw unknownWebhook();
    if (rotated === 'too-many') throw WorkflowError.of('wrong-state', TOO_MANY_SECRETS);
    return { ...rotated, secret };
  }

  async delete(actor: Actor, orgId: number, endpointId: string): Promise<void> {
    admit(actor, orgId);
    if (!isUuid(endpointId) || !(await this.endpoints.delete(orgId, endpointId))) throw unknownWebhook();
  }
}

export function admit(actor: Actor, orgId: number): void {
  if (!permits(actor, orgId, 'CanConfigureWorkflows'))
    throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
}

export function unknownWebhook(): WorkflowError {
  return WorkflowError.of('unknown-request', 'There is no such webhook.', '/webHookId');
}

function unlessTaken(endpoint: Endpoint | 'name-taken'): Endpoint {
  if (endpoint === 'name-taken')
    throw WorkflowError.of('invalid-payload', 'Field name: another webhook of this org has this name.', '/name');
  return endpoint;
}
