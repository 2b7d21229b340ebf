import { waitFor } from '@countersign/local-servers';
import { type Grant, Receiver, type ReceiverOptions } from '@countersign/local-stack';
import { type Answer, type Call, type HttpClient, jsonOf } from './http';
import type { Effect, ReceivedCall } from './loyalty-sandbox';
import { isSettled, type Page, type RequestView } from './request-view';
import { ENTITY, type Submission } from './submissions';
import { Subscriber } from './subscriber';
import type { TestStack } from './test-stack';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export const MAKER: Person = { id: 1001, name: 'maker.one', grants: ['CanMakeRequest'] };
export const OTHER_MAKER: Person = { id: 1002, name: 'maker.two', grants: ['CanMakeRequest'] };
export const CHECKER: Person = { id: 2001, name: 'checker.one', grants: ['CanCheckRequest'] };
export const OTHER_CHECKER: Person = { id: 2002, name: 'checker.two', grants: ['CanCheckRequest'] };
export const CONFIGURATOR: Person = { id: 3001, name: 'configurator.one', grants: ['CanConfigureWorkflows', 'CanReadRequests'] };
export const OTHER_CONFIGURATOR: Person = { id: 3002, name: 'configurator.two', grants: ['CanConfigureWorkflows', 'CanReadRequests'] };

export const WORKFLOW = '/api_gateway/v2/request-workflow';
const WEBHOOKS = '/v3/webHooks';

export interface Asked {
  readonly as?: Person;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Decision extends Asked {
  readonly comment?: string;
  readonly digest?: string;
}

export interface Subscription extends ReceiverOptions {
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: 'documented' | 'extended';
}

/** One org of a stack: its people, its requests, its effects. */
export class TestOrg {
  private readonly tokens = new Map<Person, Promise<string>>();
  private subscribers = 0;
  private atOnce: Promise<void> | undefined;

  constructor(
    private readonly on: TestStack,
    private readonly gateway: HttpClient,
    readonly id: number,
  ) {}

  /** Calls the gateway as a person of this org. */
  async call({ as = MAKER, ...call }: Call & Asked): Promise<Answer> {
    const headers = { 'x-cap-ui-auth-token': await this.token(as), 'x-cap-api-auth-org-id': String(this.id), ...call.headers };
    return this.gateway.call({ ...call, headers });
  }

  token(person: Person): Promise<string> {
    const token = this.tokens.get(person) ?? this.on.stack.token(person, this.id, person.grants);
    this.tokens.set(person, token);
    return token;
  }

  submit({ type, call, entityInfo = ENTITY }: Submission, asked: Asked = {}): Promise<Answer> {
    const body = { entityInfo, payload: { 'IntouchAPITask-Payload': call } };
    return this.call({ method: 'POST', path: `${WORKFLOW}/${type}`, body, ...asked });
  }

  /** The id of a request that waits for a checker. */
  async submitted(submission: Submission, asked: Asked = {}): Promise<string> {
    return dataOf(await this.submit(submission, asked)).requestId;
  }

  decide(
    type: string,
    requestId: string,
    verdict: 'approved' | 'rejected' | 'sent-back',
    { comment, digest, ...asked }: Decision = {},
  ): Promise<Answer> {
    const body = {
      requestId,
      actionName: 'AdminTask',
      payload: { 'AdminTask-Payload': { actionDecision: verdict, actionMessage: comment ?? 'looked at it' } },
      ...(digest !== undefined && { payloadDigest: digest }),
    };
    return this.call({ method: 'PUT', path: `${WORKFLOW}/${type}`, body, as: CHECKER, ...asked });
  }

  /** Submits and approves without waiting for what comes of it. */
  async approved(submission: Submission): Promise<string> {
    const requestId = await this.submitted(submission);
    const answer = await this.decide(submission.type, requestId, 'approved', { headers: { prefer: 'respond-async' } });
    dataOf(answer);
    return requestId;
  }

  async read(requestId: string, as: Person = CHECKER): Promise<RequestView> {
    return dataOf(await this.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestId}`, as }));
  }

  async list(query: string): Promise<Page> {
    const answer = await this.call({ method: 'GET', path: `${WORKFLOW}/requests?${query}` });
    if (answer.status !== 200) throw unexpected(answer);
    return jsonOf(answer) as Page;
  }

  /** The request once it has ended or is held for an operator. */
  settled(requestId: string, deadlineMs = 30_000): Promise<RequestView> {
    return this.when(requestId, isSettled, deadlineMs);
  }

  /** The request once `holds` is true of it. */
  when(requestId: string, holds: (request: RequestView) => boolean, deadlineMs = 30_000): Promise<RequestView> {
    const look = async (): Promise<RequestView | undefined> => {
      const request = await this.read(requestId);
      return holds(request) ? request : undefined;
    };
    return waitFor(look, { what: `request ${requestId}`, deadlineMs, every: 50 });
  }

  /** What the request did to the loyalty system, by the key that every one of its calls carries. */
  effectsOf(requestId: string): Promise<readonly Effect[]> {
    return this.on.loyalty.effects({ idempotencyKey: this.keyOf(requestId) });
  }

  callsOf(requestId: string): Promise<readonly ReceivedCall[]> {
    return this.on.loyalty.calls({ idempotencyKey: this.keyOf(requestId) });
  }

  /** The next calls of this org that match go wrong like this. */
  spoil({ match, ...fault }: { readonly fault: string; readonly match?: object } & Readonly<Record<string, unknown>>): Promise<void> {
    return this.on.loyalty.spoil({ ...fault, match: { ...match, orgId: this.id } });
  }

  /** One person proposes the policy, another one agrees. */
  async agreeOnPolicy(type: string, policy: object): Promise<void> {
    const proposed = await this.call({ method: 'PUT', path: `/policies/${type}`, body: policy, as: CONFIGURATOR });
    if (proposed.status !== 200) throw unexpected(proposed);
    const { version } = (jsonOf(proposed) as { data: { version: number } }).data;
    const agreed = await this.call({ method: 'POST', path: `/policies/${type}/${version}/approve`, as: OTHER_CONFIGURATOR });
    if (agreed.status !== 200) throw unexpected(agreed);
  }

  /** Webhooks of this org change without a second person from here on; two people agree. */
  actAtOnce(): Promise<void> {
    this.atOnce ??= this.agreeToActAtOnce();
    return this.atOnce;
  }

  /** Starts a receiver and subscribes it to this org's events. Ends with the stack. */
  async subscribe({ name, headers = {}, payload = 'documented', ...options }: Subscription = {}): Promise<Subscriber> {
    const receiver = await Receiver.start(options);
    this.on.stack.parts.closers.add({ name: 'receiver', stop: () => receiver.close() });
    this.subscribers += 1;
    await this.actAtOnce();
    const body = {
      name: name ?? `receiver-${this.subscribers}`,
      active: true,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: receiver.url,
      webHookHeaders: headers,
      payload,
    };
    const answer = await this.call({ method: 'POST', path: WEBHOOKS, body, as: CONFIGURATOR });
    if (answer.status !== 200) throw unexpected(answer);
    const { webHookId, secret } = (jsonOf(answer) as { data: { webHookId: string; secret: string } }).data;
    receiver.trust(secret);
    return new Subscriber(this, receiver, { endpointId: webHookId, secret, body });
  }

  private async agreeToActAtOnce(): Promise<void> {
    const path = '/v3/configurationPolicy';
    const proposed = await this.call({ method: 'PUT', path, body: { actAtOnce: true }, as: CONFIGURATOR });
    if (proposed.status !== 200) throw unexpected(proposed);
    const { version } = (jsonOf(proposed) as { data: { version: number } }).data;
    const agreed = await this.call({ method: 'POST', path: `${path}/${version}/approve`, as: OTHER_CONFIGURATOR });
    if (agreed.status !== 200) throw unexpected(agreed);
  }

  private keyOf(requestId: string): string {
    return `${this.id}-${requestId}`;
  }
}

/** The request in an answer that is none of an error. */
export function dataOf(answer: Answer): RequestView {
  if (answer.status !== 200 && answer.status !== 202) throw unexpected(answer);
  return (jsonOf(answer) as { data: RequestView }).data;
}

function unexpected({ status, text }: Answer): Error {
  return new Error(`The gateway answered ${status}: ${text}`);
}
