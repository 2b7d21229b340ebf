import { Agent, request } from 'undici';
import { z } from 'zod';
import { GatewayRefusal } from './gateway-refusal';

/** A request as the API shows it: what the local stack reads of it. */
const requestSchema = z.looseObject({
  requestId: z.string(),
  requestType: z.string(),
  state: z.string(),
  details: z.looseObject({
    entityInfo: z.looseObject({ tillId: z.string().optional() }).optional(),
  }),
});
export type WorkflowRequest = z.output<typeof requestSchema>;

const webhookSchema = z.looseObject({ webHookId: z.string(), name: z.string() });
const createdWebhookSchema = webhookSchema.extend({ secret: z.string() });

const configurationPoliciesSchema = z.looseObject({ active: z.looseObject({ actAtOnce: z.boolean() }) });
const versionSchema = z.looseObject({ version: z.int() });

export interface WebhookSubscription {
  /** Unique in the org. */
  readonly name: string;
  readonly url: string;
  readonly payload: 'documented' | 'extended';
}

/** What a maker submits. */
export interface Submission {
  /** As in the URL, such as `POINTS-REDEMPTION`. */
  readonly type: string;
  readonly entityInfo: Readonly<Record<string, string>>;
  /** The documented `IntouchAPITask-Payload`. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a checker decides. */
export interface Verdict {
  readonly type: string;
  readonly requestId: string;
  readonly decision: 'approved' | 'rejected';
  readonly comment: string;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const WORKFLOW_PATH = '/api_gateway/v2/request-workflow';
const WEBHOOK_PATH = '/v3/webHooks';
const CONFIGURATION_POLICY_PATH = '/v3/configurationPolicy';
/** How long a decision waits for the outcome, in seconds. */
const WAIT_SECONDS = 20;

/** Calls the gateway for one org, as any client would. */
export class GatewayClient {
  private readonly agent = new Agent({ headersTimeout: 40_000, bodyTimeout: 40_000, keepAliveTimeout: 1_000 });

  constructor(
    private readonly url: string,
    private readonly orgId: number,
  ) {}

  async submit(token: string, { type, entityInfo, payload }: Submission): Promise<WorkflowRequest> {
    const body = { entityInfo, payload: { 'IntouchAPITask-Payload': payload } };
    return requestSchema.parse(await this.call({ method: 'POST', path: `${WORKFLOW_PATH}/${type}`, token, body }));
  }

  /** Waits for the outcome of an approval; when it takes longer, the request is answered as it stands. */
  async decide(token: string, { type, requestId, decision, comment }: Verdict): Promise<WorkflowRequest> {
    const payload = { 'AdminTask-Payload': { actionDecision: decision, actionMessage: comment } };
    const body = { requestId, actionName: 'AdminTask', payload };
    const headers = { prefer: `wait=${WAIT_SECONDS}` };
    return requestSchema.parse(await this.call({ method: 'PUT', path: `${WORKFLOW_PATH}/${type}`, token, body, headers }));
  }

  async read(token: string, requestId: string): Promise<WorkflowRequest> {
    return requestSchema.parse(await this.call({ method: 'GET', path: `${WORKFLOW_PATH}/requests/${requestId}`, token }));
  }

  /** The latest 100 requests of a maker that wait for a checker. */
  async pendingOf(token: string, makerId: number): Promise<WorkflowRequest[]> {
    const path = `${WORKFLOW_PATH}/requests?userId=${makerId}&states=AdminTask&limit=100`;
    return z.array(requestSchema).parse(await this.call({ method: 'GET', path, token }));
  }

  async withdraw(token: string, requestId: string): Promise<WorkflowRequest> {
    return requestSchema.parse(await this.call({ method: 'POST', path: `${WORKFLOW_PATH}/requests/${requestId}/withdraw`, token }));
  }

  /** Two people agree that webhooks and API clients of the org change at once; what holds already stays. */
  async letChangesActAtOnce([proposer, approver]: readonly [string, string]): Promise<void> {
    const { active } = configurationPoliciesSchema.parse(
      await this.call({ method: 'GET', path: CONFIGURATION_POLICY_PATH, token: proposer }),
    );
    if (active.actAtOnce) return;
    const proposal = { method: 'PUT', path: CONFIGURATION_POLICY_PATH, token: proposer, body: { actAtOnce: true } } as const;
    const { version } = versionSchema.parse(await this.call(proposal));
    await this.call({ method: 'POST', path: `${CONFIGURATION_POLICY_PATH}/${version}/approve`, token: approver });
  }

  async webhooks(token: string): Promise<z.output<typeof webhookSchema>[]> {
    return z.array(webhookSchema).parse(await this.call({ method: 'GET', path: WEBHOOK_PATH, token }));
  }

  /** Subscribes a URL to all events; the secret that its deliveries are signed with is shown only here. */
  async createWebhook(token: string, { name, url, payload }: WebhookSubscription): Promise<z.output<typeof createdWebhookSchema>> {
    const body = {
      name,
      active: true,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: url,
      webHookHeaders: { 'content-type': 'application/json' },
      maxAllowedConnections: 20,
      slaInSeconds: 30,
      payload,
    };
    return createdWebhookSchema.parse(await this.call({ method: 'POST', path: WEBHOOK_PATH, token, body }));
  }

  async deleteWebhook(token: string, endpointId: string): Promise<void> {
    await this.call({ method: 'DELETE', path: `${WEBHOOK_PATH}/${endpointId}`, token });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /** The `data` of the answer. @throws GatewayRefusal */
  private async call({ method, path, token, body, headers }: Call): Promise<unknown> {
    const answer = await request(`${this.url}${path}`, {
      method,
      dispatcher: this.agent,
      headers: {
        'x-cap-ui-auth-token': token,
        'x-cap-api-auth-org-id': String(this.orgId),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new GatewayRefusal(method, path, answer.statusCode, text);
    return z.looseObject({ data: z.unknown() }).parse(JSON.parse(text)).data;
  }
}
