import {
  type Actor,
  type Endpoint,
  type EndpointSettings,
  type EndpointStore,
  type Identifiers,
  permits,
  WorkflowError,
} from '@countersign/engine';
import { newWebhookSecret } from '@countersign/webhooks';
import { isUuid } from '../http/uuid';
import { endpointSettings } from './endpoint-settings';
import type { WebhookBody } from './webhook-body';

/** An endpoint with the secret that its deliveries are signed with; nobody is shown it again. */
export interface CreatedEndpoint {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** Every event of the org is written once for each of them. */
const MOST_WEBHOOKS = 100;

/** The webhooks of an org. Every call needs CanConfigureWorkflows. */
export class ManageWebhooks {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly identifiers: Identifiers,
    private readonly allowLoopback: boolean,
  ) {}

  async create(actor: Actor, orgId: number, body: WebhookBody): Promise<CreatedEndpoint> {
    admit(actor, orgId);
    const secret = newWebhookSecret();
    const settings = endpointSettings(body, this.allowLoopback);
    if ((await this.endpoints.list(orgId)).length >= MOST_WEBHOOKS)
      throw WorkflowError.of('wrong-state', `This org has ${MOST_WEBHOOKS} webhooks, which is the most; delete one first.`);
    const endpoint = await this.endpoints.create({
      ...settings,
      orgId,
      endpointId: this.identifiers.eventId(),
      secret,
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
    const settings: EndpointSettings = endpointSettings(body, this.allowLoopback, headers);
    const endpoint = await this.endpoints.update(orgId, endpointId, settings, actor.userId);
    if (!endpoint) throw unknownWebhook();
    return unlessTaken(endpoint);
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
