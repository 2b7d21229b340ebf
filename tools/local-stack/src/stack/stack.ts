import type { PostgresServer, RedisServer } from '@countersign/local-servers';
import { issueToken } from '../issuer/access-token';
import type { Grant } from '../issuer/grants';
import type { IssuerKeys } from '../issuer/key-pair';
import { GatewayClient } from '../gateway/gateway-client';
import { type RegisteredReceiver, type RegistrationOptions, registerReceiver } from '../receiver/registered-receiver';
import type { AuditFiles } from './app-plans';
import type { ChildApp } from './child-app';
import type { Closers } from './closers';
import type { LeakWatch } from './leak-watch';

/** A person (or system) that a token is for. */
export interface StackUser {
  readonly id: number;
  readonly name: string;
}

/** An app of a running stack. */
export interface StackApp {
  /** Without a trailing slash. */
  readonly url: string;
  readonly app: ChildApp;
  /** Of what serves metrics on a port of its own. */
  readonly metricsUrl?: string;
}

/** What a started stack consists of. */
export interface StackParts {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly postgres: PostgresServer | undefined;
  readonly redis: RedisServer | undefined;
  readonly loyaltyBaseUrl: string;
  /** Absent when another loyalty API was given. */
  readonly sandbox: StackApp | undefined;
  readonly gateway: StackApp;
  readonly workers: readonly StackApp[];
  readonly keys: IssuerKeys;
  readonly audit: AuditFiles;
  readonly closers: Closers;
  readonly leaks: LeakWatch;
}

/** They agree on what a stack needs in its orgs. */
const CONFIGURATORS: readonly [StackUser, StackUser] = [
  { id: 900_000, name: 'local-stack' },
  { id: 900_001, name: 'local-stack.two' },
];

/** A running Countersign: built apps, the servers under them and the keys to its tokens. */
export class Stack {
  constructor(readonly parts: StackParts) {}

  get gatewayUrl(): string {
    return this.parts.gateway.url;
  }

  /** Of the loyalty API: the sandbox, unless another one was given. */
  get sandboxUrl(): string {
    return this.parts.loyaltyBaseUrl;
  }

  get databaseUrl(): string {
    return this.parts.databaseUrl;
  }

  get gateway(): ChildApp {
    return this.parts.gateway.app;
  }

  get workers(): readonly ChildApp[] {
    return this.parts.workers.map(({ app }) => app);
  }

  /** The first worker. */
  get worker(): ChildApp {
    const [first] = this.workers;
    if (!first) throw new Error('This stack was started without workers.');
    return first;
  }

  /** An access token of this stack's issuer. */
  token(user: number | StackUser, orgId: number, grants: readonly Grant[], ttl?: string): Promise<string> {
    const { id, name } = typeof user === 'number' ? { id: user, name: `user ${user}` } : user;
    return issueToken(this.parts.keys, { userId: id, name, orgId, grants }, ttl);
  }

  /** Calls the gateway for one org. Ends with the stack. */
  client(orgId: number): GatewayClient {
    const client = new GatewayClient(this.gatewayUrl, orgId);
    this.parts.closers.add({ name: 'gateway client', stop: () => client.close() });
    return client;
  }

  /** Starts a webhook receiver and subscribes it to the events of the org, where changes of webhooks act at once from then on. Ends with the stack. */
  async receiver(orgId: number, options: Partial<RegistrationOptions> = {}): Promise<RegisteredReceiver> {
    const [one, two] = CONFIGURATORS;
    const token = await this.token(one, orgId, ['CanConfigureWorkflows']);
    const other = await this.token(two, orgId, ['CanConfigureWorkflows']);
    const client = this.client(orgId);
    await client.letChangesActAtOnce([token, other]);
    const registered = await registerReceiver({ client, token, ...options });
    this.parts.closers.add({ name: 'receiver', stop: () => registered.receiver.close() });
    return registered;
  }

  /**
   * Stops everything in order: workers, gateway, sandbox, clients and receivers, Redis, PostgreSQL. Twice is once.
   * @throws StackError when logs, Redis or metrics name a customer; everything is stopped then too
   */
  async stop(): Promise<void> {
    await this.parts.closers.stopAll();
    this.parts.leaks.refuse();
  }

  /** Ends everything at once. What was acknowledged is on the disk. @throws StackError as `stop` does */
  async kill(): Promise<void> {
    await this.parts.closers.killAll();
    this.parts.leaks.refuse();
  }
}
