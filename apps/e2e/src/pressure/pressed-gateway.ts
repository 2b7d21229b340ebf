import { randomUUID } from 'node:crypto';
import { type Stack, type StackOptions, startStack } from '@countersign/local-stack';
import { Client, type QueryResultRow } from 'pg';
import { type Answer, type Call, HttpClient, jsonOf } from '../support/http';
import { customer, ENTITY, redemption } from '../support/submissions';

const ORG = 31;
const REQUESTS = '/api_gateway/v2/request-workflow';
const NOBODY = 'http://127.0.0.1:9';

/** An answer and how many milliseconds it took. */
export interface Timed extends Answer {
  readonly ms: number;
}

/** A gateway with a PostgreSQL of its own, which the test may hurt, and the callers of one org. No worker: nothing executes. */
export class PressedGateway {
  private readonly http: HttpClient;
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(readonly stack: Stack) {
    this.http = new HttpClient(stack.gatewayUrl);
  }

  static async start(gateway: NonNullable<StackOptions['env']>['gateway'] = {}): Promise<PressedGateway> {
    return new PressedGateway(await startStack({ redis: 'none', workers: 0, loyaltyBaseUrl: NOBODY, env: { gateway } }));
  }

  /** Submits under the key; `padding` makes the body so many bytes larger. */
  submit(key: string = randomUUID(), padding = 0): Promise<Timed> {
    const { type, call } = redemption(customer(1 + (padding % 50)), { external_reference_number: `P-${key}` });
    const body = JSON.stringify({ entityInfo: ENTITY, payload: { 'IntouchAPITask-Payload': call } });
    const padded = body.replace('"root":', `"root":${' '.repeat(padding)}`);
    return this.call({ method: 'POST', path: `${REQUESTS}/${type}`, body: padded, headers: { 'idempotency-key': key } }, 'CanMakeRequest');
  }

  async submitted(): Promise<string> {
    return requestIdOf(await this.submit());
  }

  decide(requestId: string): Promise<Timed> {
    const body = {
      requestId,
      actionName: 'AdminTask',
      payload: { 'AdminTask-Payload': { actionDecision: 'rejected', actionMessage: 'looked at it' } },
    };
    return this.call({ method: 'PUT', path: `${REQUESTS}/POINTS-REDEMPTION`, body }, 'CanCheckRequest');
  }

  list(): Promise<Timed> {
    return this.call({ method: 'GET', path: `${REQUESTS}/requests?states=AdminTask&limit=20` }, 'CanMakeRequest');
  }

  read(requestId: string): Promise<Timed> {
    return this.call({ method: 'GET', path: `${REQUESTS}/requests/${requestId}` }, 'CanMakeRequest');
  }

  webhooks(): Promise<Timed> {
    return this.call({ method: 'GET', path: '/v3/webHooks' }, 'CanConfigureWorkflows');
  }

  /** Reads the log of deliveries: the one table that it needs and decisions do not is `attempt`. */
  deliveryLog(): Promise<Timed> {
    return this.call({ method: 'GET', path: `/v3/webHooks/eventLog/requestId/${'a'.repeat(32)}` }, 'CanConfigureWorkflows');
  }

  async isReady(): Promise<boolean> {
    return (await this.http.call({ method: 'GET', path: '/health/ready' })).status === 200;
  }

  /** One statement past the gateway, on a connection of its own. */
  async sql<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.stack.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    try {
      await this.stack.stop();
    } finally {
      await this.http.close();
    }
  }

  private async call(call: Call, grant: 'CanMakeRequest' | 'CanCheckRequest' | 'CanConfigureWorkflows'): Promise<Timed> {
    const headers = { 'x-cap-ui-auth-token': await this.token(grant), 'x-cap-api-auth-org-id': String(ORG), ...call.headers };
    const startedAt = performance.now();
    const answer = await this.http.call({ ...call, headers });
    return { ...answer, ms: performance.now() - startedAt };
  }

  private token(grant: 'CanMakeRequest' | 'CanCheckRequest' | 'CanConfigureWorkflows'): Promise<string> {
    const id = { CanMakeRequest: 1001, CanCheckRequest: 2001, CanConfigureWorkflows: 3001 }[grant];
    const token = this.tokens.get(grant) ?? this.stack.token(id, ORG, [grant]);
    this.tokens.set(grant, token);
    return token;
  }
}

export function requestIdOf(answer: Answer): string {
  if (answer.status !== 200) throw new Error(`The gateway answered ${answer.status}: ${answer.text}`);
  return (jsonOf(answer) as { data: { requestId: string } }).data.requestId;
}

/** What an overloaded gateway has to say: come back in a moment. */
export function isComeBackLater({ status, headers, text }: Answer): boolean {
  return status === 503 && /^[123]$/.test(String(headers['retry-after'])) && text.includes('"code":2106');
}

/** So many callers that each call again as soon as they are answered, until `isOver` says so; everything they were answered. */
export async function callersUntil<Answered>(isOver: () => boolean, count: number, call: () => Promise<Answered>): Promise<Answered[]> {
  const answers: Answered[] = [];
  const caller = async (): Promise<void> => {
    while (!isOver()) answers.push(await call());
  };
  await Promise.all(Array.from({ length: count }, caller));
  return answers;
}
