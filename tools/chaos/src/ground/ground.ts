import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { FaultProxy } from '@countersign/fault-proxy';
import { waitFor } from '@countersign/local-servers';
import { type AppDeath, type ChildApp, type Stack, startStack } from '@countersign/local-stack';
import { Redis } from 'ioredis';
import type { FaultTarget } from '../faults/fault-kind';
import type { Profile } from '../profile';
import { randomFor } from '../random';
import type { ReceiverMode } from '../workload/receivers/receiver-mode';
import { AppHooks } from './app-hooks';
import { Cleanup } from './cleanup';
import { DatabaseAdmin } from './database-admin';
import { JobForger } from './job-forger';
import { type ServerOptions, type Servers, startServers } from './servers';

const WORKERS = 2;
const START_MS = 180_000;
const REDIS_COMMAND_MS = 5_000;

/** Who the events go to, as far as faults reach them. */
export interface Subscribers {
  misbehave(mode: ReceiverMode): void;
  behave(): void;
}

export interface GroundOptions extends ServerOptions {
  readonly profile: Profile;
  /** Told when an app ends and nobody asked it to; it is started again. */
  readonly onDeath: (death: AppDeath) => void;
}

/** A whole Countersign on servers of its own, with a proxy on every line between them, and the means to hurt each part. */
export class Ground {
  readonly receiverProxies: FaultProxy[] = [];
  readonly database: DatabaseAdmin;
  readonly forger: JobForger;
  /** Past the proxy. */
  readonly redisAdmin: Redis;
  /** Set by whoever runs the receivers. */
  subscribers: Subscribers = { misbehave: () => undefined, behave: () => undefined };
  /** Whose requests there are; set by whoever submits them. */
  orgIds: readonly number[] = [];
  private readonly starts = new Map<ChildApp, Promise<void>>();
  private startedStack: Stack | undefined;
  private isStopping = false;

  private constructor(
    private readonly options: GroundOptions,
    private readonly servers: Servers,
    readonly hooks: AppHooks,
    private readonly cleanup: Cleanup,
  ) {
    this.database = new DatabaseAdmin(servers.postgres.url);
    this.forger = new JobForger(servers.redis.url, this.database);
    this.redisAdmin = new Redis(servers.redis.url, { maxRetriesPerRequest: 3, commandTimeout: REDIS_COMMAND_MS });
    this.redisAdmin.on('error', () => undefined);
    cleanup.add(() => this.forger.close());
    cleanup.add(async () => this.redisAdmin.disconnect());
  }

  /** @throws LocalServerError, StackError; nothing is left running then */
  static async start(options: GroundOptions): Promise<Ground> {
    const cleanup = new Cleanup();
    try {
      await mkdir(path.join(options.folder, 'logs'), { recursive: true });
      const servers = await startServers(options, cleanup);
      const ground = new Ground(options, servers, new AppHooks(path.join(options.folder, 'hooks')), cleanup);
      await ground.startApps();
      return ground;
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  get profile(): Profile {
    return this.options.profile;
  }

  get postgres(): Servers['postgres'] {
    return this.servers.postgres;
  }

  get postgresProxy(): FaultProxy {
    return this.servers.postgresProxy;
  }

  get redis(): Servers['redis'] {
    return this.servers.redis;
  }

  get redisProxy(): FaultProxy {
    return this.servers.redisProxy;
  }

  get sandbox(): Servers['sandbox'] {
    return this.servers.sandbox;
  }

  get loyaltyProxy(): FaultProxy {
    return this.servers.loyaltyProxy;
  }

  get stack(): Stack {
    if (!this.startedStack) throw new Error('The apps are not started yet.');
    return this.startedStack;
  }

  worker(target: FaultTarget): ChildApp {
    const worker = this.stack.workers.find(({ name }) => name === target);
    if (!worker) throw new Error(`There is no ${target}.`);
    return worker;
  }

  /** The URL of a proxy before the receiver. */
  async receiverUrl(localUrl: string): Promise<string> {
    const random = randomFor(this.options.seed, `proxy receiver ${this.receiverProxies.length}`);
    const proxy = await FaultProxy.start({ target: localUrl, random });
    this.receiverProxies.push(proxy);
    this.cleanup.add(() => proxy.close());
    return proxy.url;
  }

  /** Starts an app that has ended, as a supervisor would: again and again until it is ready. */
  async startAgain(app: ChildApp): Promise<void> {
    const start =
      this.starts.get(app) ??
      waitFor(() => this.isStopping || app.start().then(() => true), { what: `${app.name} to start`, deadlineMs: START_MS, every: 500 })
        .then(() => undefined)
        .finally(() => this.starts.delete(app));
    this.starts.set(app, start);
    await start;
  }

  /** Stops everything. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.cleanup.run();
  }

  private async startApps(): Promise<void> {
    const { profile, folder } = this.options;
    const { leaseMs, sweepMs, loyaltyTimeoutMs } = profile;
    this.startedStack = await startStack({
      folder,
      databaseUrl: this.postgresProxy.url,
      redis: this.redisProxy.url,
      loyaltyBaseUrl: this.loyaltyProxy.url,
      workers: WORKERS,
      onDeath: (death) => this.mourn(death),
      env: {
        gateway: this.hooks.environment,
        worker: {
          ...this.hooks.environment,
          WORKER_LEASE_MS: String(leaseMs),
          WORKER_SWEEP_MS: String(sweepMs),
          LOYALTY_TIMEOUT_MS: String(loyaltyTimeoutMs),
        },
      },
    });
    const { stack } = this;
    this.cleanup.add(async () => {
      for (const app of [stack.gateway, ...stack.workers]) app.resume();
      await stack.kill();
    });
  }

  private mourn(death: AppDeath): void {
    if (this.isStopping) return;
    this.options.onDeath(death);
    const app = [this.stack.gateway, ...this.stack.workers].find(({ name }) => name === death.app);
    if (app) void this.startAgain(app).catch(() => undefined);
  }
}
