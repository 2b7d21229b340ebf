import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RequestType, RequestTypeRegistry } from '@countersign/contract';
import {
  ExecuteRequest,
  HeldLeases,
  type NewRequest,
  payloadDigest,
  RandomIdentifiers,
  type StoredRequest,
  SystemClock,
} from '@countersign/engine';
import { ConnectorAdmissions, connectorsSchema, HttpLoyaltyGateway } from '@countersign/loyalty-client';
import { createLogger, createMetrics } from '@countersign/observability';
import { Database, PgExecutionStore, PgOutageStore, PgRequestStore } from '@countersign/persistence';
import { requestTypes } from '@countersign/request-type-catalog';
import { LoggedExecutions } from '../src/execution/logged-executions';
import { ObservedBreakers } from '../src/execution/observed-breakers';
import { migratedDatabase } from './migrated-database';

const silent = { signal: () => undefined, listen: () => () => undefined };
const SALT = '00ff';

/** How the loyalty API answers the next calls. */
export type Answering = (response: ServerResponse) => void;

/** What became of one executed request. */
export interface Executed {
  readonly stored: StoredRequest;
  /** The class of each attempt. */
  readonly classes: readonly string[];
}

/** Approved requests of all types, executed as a worker does: over HTTP, with every outcome in a PostgreSQL of its own. */
export class AnsweredCalls {
  readonly outages: PgOutageStore;
  private readonly identifiers = new RandomIdentifiers();
  private readonly requests: PgRequestStore;
  private readonly executions: PgExecutionStore;
  private readonly gateway: HttpLoyaltyGateway;
  private readonly admissions: ConnectorAdmissions;
  private readonly execute: ExecuteRequest;
  private answering: Answering = (response) => response.end('{}');

  private constructor(
    readonly database: Database,
    private readonly server: Server,
    private readonly drop: () => Promise<void>,
  ) {
    const { port } = server.address() as AddressInfo;
    server.on('request', (_request, response: ServerResponse) => this.answering(response));
    const connectors = connectorsSchema.parse({ default: { baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 5_000 } });
    const logger = createLogger({ name: 'worker-spec', level: 'silent', pretty: false });
    const metrics = createMetrics('worker_spec');
    this.outages = new PgOutageStore(database);
    this.requests = new PgRequestStore(database, silent);
    this.executions = new PgExecutionStore(database, { leaseMs: 12_000, leastLeftMs: 3_000 });
    this.gateway = new HttpLoyaltyGateway(connectors);
    this.admissions = new ConnectorAdmissions(connectors, new ObservedBreakers(logger, metrics, this.outages));
    const types = new RequestTypeRegistry(requestTypes);
    const ports = { executions: this.executions, loyalty: this.gateway, identifiers: this.identifiers, clock: new SystemClock() };
    const observer = new LoggedExecutions(logger, metrics);
    this.execute = new ExecuteRequest(types, { ...ports, wakeUps: silent, observer }, new HeldLeases(this.executions));
  }

  static async start(): Promise<AnsweredCalls> {
    const { url, drop } = await migratedDatabase();
    const server = createServer({ maxHeaderSize: 65_536 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new AnsweredCalls(new Database({ url, applicationName: 'worker-spec', poolSize: 4, statementTimeoutMs: 20_000 }), server, drop);
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.database.close();
    await this.drop();
  }

  answersWith(answering: Answering): void {
    this.answering = answering;
  }

  /** Submits an approved request of a fresh org and makes one attempt at it. */
  async executeOne(type: RequestType): Promise<Executed> {
    return this.attempt(await this.submit(type, this.freshOrg()));
  }

  freshOrg(): number {
    return 1_000 + Math.floor(Math.random() * 1_000_000_000);
  }

  async submit(type: RequestType, orgId: number): Promise<NewRequest> {
    const requestId = this.identifiers.requestId();
    const payloadText = JSON.stringify(type.example);
    const request: NewRequest = {
      orgId,
      requestId,
      type: type.key,
      typeVersion: type.version,
      requester: { id: 41, name: 'Mira Maker' },
      entityInfo: {},
      payloadText,
      payloadSalt: SALT,
      payloadDigest: payloadDigest(SALT, payloadText),
      customer: requestId,
      line: 'Something for a customer',
      policyVersion: 0,
      verdict: 'auto',
      quorum: 1,
      whenInDoubt: type.whenInDoubt(type.example),
      traceId: randomUUID().replaceAll('-', ''),
      eventId: randomUUID(),
    };
    await this.requests.submit(request);
    return request;
  }

  async attempt({ orgId, requestId }: Pick<NewRequest, 'orgId' | 'requestId'>): Promise<Executed> {
    const [row] = await this.database.query<{ epoch: number }>(
      'epoch',
      `update execution set due_at = clock_timestamp() where request_id = $1 and lease_until is null returning epoch`,
      [requestId],
    );
    const admission = row && this.admissions.admit(orgId);
    if (row && admission) await this.execute.execute({ orgId, requestId, epoch: row.epoch }, admission);
    admission?.end();
    const stored = await this.requests.read(orgId, requestId);
    if (!stored) throw new Error('the request is not there');
    const attempts = await this.database.query<{ class: string }>(
      'attempts',
      'select class from attempt where request_id = $1 order by attempt_id',
      [requestId],
    );
    return { stored, classes: attempts.map((attempt) => attempt.class) };
  }
}
