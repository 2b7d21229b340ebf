import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJournal, readBundle, readOutside, type Verdict, verifyJournal } from '@countersign/audit';
import { IdentifierHash } from '@countersign/config';
import { type NewRequest, payloadDigest, type Person, RandomIdentifiers, type RequestRef } from '@countersign/engine';
import { CheckpointFile, type NoteKey } from '@countersign/journal';
import { createDatabase, testPostgresUrl, waitFor } from '@countersign/local-servers';
import { Database, PgJournalStore, PgRefusalStore, PgRequestStore } from '@countersign/persistence';
import { CheckpointAppender } from '../src/sealing/checkpoint-appender';
import { JournalSealer } from '../src/sealing/journal-sealer';
import { migratedDatabase } from './migrated-database';

export const ORG = 7001;
const MAKER = { id: 41, name: 'Mira Maker' };
const CHECKER = { id: 52, name: 'Chen Checker' };
const PAYLOAD = '{"body":{"points":1.50}}';
const ids = new RandomIdentifiers();
/** Customers are counted under a hash by it. */
export const IDENTIFIER_KEY = { id: 'test', key: Buffer.alloc(32, 7) };
const identifiers = new IdentifierHash([IDENTIFIER_KEY]);

export function newSigner(name = 'test.example/journal'): NoteKey {
  return { name, key: generateKeyPairSync('ed25519').privateKey };
}

function traceId(): string {
  return randomUUID().replaceAll('-', '');
}

/** A database with a journal, the file outside it, and what an auditor does with both. */
export class SealedJournal {
  readonly store: PgJournalStore;
  readonly sealer: JournalSealer;
  readonly requests: PgRequestStore;
  private readonly opened: Database[] = [];

  private constructor(
    readonly url: string,
    readonly signer: NoteKey,
    readonly folder: string,
    private readonly drop: () => Promise<void>,
  ) {
    const database = this.open();
    this.store = new PgJournalStore(database);
    this.sealer = new JournalSealer(this.store, signer);
    this.requests = new PgRequestStore(database, { signal: () => undefined, listen: () => () => undefined });
  }

  /** An empty one. */
  static async start(): Promise<SealedJournal> {
    const { url, drop } = await migratedDatabase();
    return new SealedJournal(url, newSigner(), await ownFolder(), drop);
  }

  /** The same once more; the original must be closed. */
  async copy(): Promise<SealedJournal> {
    const { url, drop } = await createDatabase(testPostgresUrl(), { template: new URL(this.url).pathname.slice(1) });
    const copy = new SealedJournal(url, this.signer, await ownFolder(), drop);
    await copyFile(this.checkpointFile, copy.checkpointFile);
    return copy;
  }

  get checkpointFile(): string {
    return join(this.folder, 'checkpoints.jsonl');
  }

  open(): Database {
    const database = new Database({ url: this.url, applicationName: 'worker-spec', poolSize: 3, statementTimeoutMs: 20_000, identifiers });
    this.opened.push(database);
    return database;
  }

  /** As the superuser that the tests' PostgreSQL has, whom no trigger stops. */
  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.firstDatabase().pool.connect();
    try {
      await client.query('set session_replication_role = replica');
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.query('reset session_replication_role');
      client.release();
    }
  }

  async submit(own: Partial<NewRequest> = {}): Promise<RequestRef> {
    const requestId = ids.requestId();
    await this.requests.submit({
      orgId: ORG,
      requestId,
      type: 'GOODWILL_POINTS',
      typeVersion: 1,
      requester: MAKER,
      entityInfo: { tillId: '50034' },
      payloadText: PAYLOAD,
      payloadSalt: '00ff',
      payloadDigest: payloadDigest('00ff', PAYLOAD),
      customer: `customer-${requestId}`,
      line: 'Grant 1.5 points',
      policyVersion: 0,
      verdict: 'checker',
      quorum: 1,
      whenInDoubt: 'replay',
      traceId: traceId(),
      eventId: randomUUID(),
      ...own,
    });
    return { orgId: own.orgId ?? ORG, requestId };
  }

  async decide({ orgId, requestId }: RequestRef, action: 'approve' | 'reject', comment: string, checker: Person = CHECKER): Promise<void> {
    await this.requests.close({
      action,
      orgId,
      requestId,
      checker,
      comment,
      whenInDoubt: 'replay',
      traceId: traceId(),
      eventId: randomUUID(),
    });
  }

  async pause(reason: string): Promise<void> {
    const caller = { org_id: ORG, actor_id: CHECKER.id, actor_name: CHECKER.name, trace_id: traceId() };
    await this.sql('select pause_type($1, $2, $3)', [JSON.stringify(caller), 'GOODWILL_POINTS', reason]);
  }

  /** @param times how many refusals the entry stands for */
  async refuse(code: number, requestId?: string, orgId = ORG, times = 1): Promise<void> {
    const refusal = { orgId, userId: MAKER.id, action: 'PUT /v1/requests', code, traceId: traceId(), agoMs: 0, times };
    await new PgRefusalStore(this.firstDatabase()).add([{ ...refusal, ...(requestId !== undefined && { requestId }) }]);
  }

  /** Until nothing is left to seal. Returns how many entries were sealed. */
  async seal(sealer = this.sealer): Promise<number> {
    await this.othersHaveEnded();
    let total = 0;
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const { sealed, failures, isBehind } = await sealer.round();
      for (const error of failures.values()) throw error;
      total += sealed;
      if (!isBehind && sealed === 0) return total;
    }
    throw new Error('There is always something left to seal.');
  }

  /**
   * Sealing waits for every transaction of the server that began before, and tests of other databases run beside this one: until those that
   * are under way now have ended.
   */
  async othersHaveEnded(): Promise<void> {
    const [now] = await this.sql<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
    const underWay = `
      select pid from pg_stat_activity
       where datname <> current_database() and backend_xid is not null and backend_xid::text::bigint < $1`;
    await waitFor(async () => (await this.sql(underWay, [now?.next])).length === 0, { what: 'the end of the transactions of others' });
  }

  append(file = this.checkpointFile): Promise<number> {
    return new CheckpointAppender(this.store, new CheckpointFile(file)).round();
  }

  /** What an auditor finds; with the file outside, unless told not to look at it. */
  async audit({ keys = [this.signer], outside = true, orgId = ORG, files = [this.checkpointFile] } = {}): Promise<Verdict> {
    const file = join(this.folder, 'bundle.jsonl');
    await exportJournal({ databaseUrl: this.url, orgId, file });
    return verifyJournal(await readBundle(file), await readOutside(outside ? files : [], orgId, keys), keys);
  }

  /** The leaf of a transition. */
  async leafOf({ requestId }: RequestRef, seq: number): Promise<number> {
    const [row] = await this.sql<{ leaf_index: number }>(
      `select leaf_index from journal_leaf where kind = 'transition' and request_id = $1 and number = $2`,
      [requestId, seq],
    );
    if (!row) throw new Error('This transition is not sealed.');
    return row.leaf_index;
  }

  /** Disconnects; the database stays, so that it can be copied. */
  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((database) => database.close()));
  }

  async stop(): Promise<void> {
    await this.close();
    await this.drop();
    await rm(this.folder, { recursive: true });
  }

  private firstDatabase(): Database {
    const [first] = this.opened;
    if (!first) throw new Error('This journal was closed.');
    return first;
  }
}

function ownFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sealed-journal-'));
}
