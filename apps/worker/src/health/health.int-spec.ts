import { createDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { Database, PgWriteProbe } from '@countersign/persistence';
import { ServiceUnavailableException } from '@nestjs/common';
import { QueueState } from '../relay/queue-state';
import { JournalState } from '../sealing/journal-state';
import { HealthController } from './health.controller';

describe('the readiness of a worker', () => {
  let server: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    server = await createDatabase(testPostgresUrl());
    database = new Database({ url: server.url, applicationName: 'worker-spec', poolSize: 1, statementTimeoutMs: 5_000 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const readyWith = async (queue: QueueState, journal = new JournalState(), isStopping = false): Promise<unknown> => {
    try {
      return await new HealthController(new PgWriteProbe(database), queue, journal, { isStopping }).ready();
    } catch (error) {
      return error instanceof ServiceUnavailableException ? { http: error.getStatus(), ...(error.getResponse() as object) } : error;
    }
  };
  const asked = (change: (state: QueueState) => unknown): QueueState => {
    const state = new QueueState(true, 15_000);
    change(state);
    return state;
  };

  it('is ready without a queue where none is configured, and with one that has taken something', async () => {
    expect(await readyWith(new QueueState(false, 15_000))).toEqual({ status: 'ready', queue: 'none' });
    expect(await readyWith(asked((state) => state.works()))).toEqual({ status: 'ready', queue: 'up' });
  });

  it('does not call a queue up that nobody has asked, or that has refused', async () => {
    expect(await readyWith(new QueueState(true, 15_000))).toMatchObject({ status: 'degraded', queue: 'down' });
    expect(await readyWith(asked((state) => state.fails('it refuses our user or password')))).toEqual({
      status: 'degraded',
      queue: 'down',
      reasons: ['queue takes nothing: it refuses our user or password'],
    });
  });

  it('is degraded while the journal is not sealed, and says why until it is', async () => {
    const journal = new JournalState();
    journal.fails('AUDIT_CHECKPOINT_FILE cannot be read or written (ENOENT)');
    expect(await readyWith(new QueueState(false, 15_000), journal)).toEqual({
      status: 'degraded',
      queue: 'none',
      reasons: ['journal is not sealed: AUDIT_CHECKPOINT_FILE cannot be read or written (ENOENT)'],
    });
    journal.succeeds();
    expect(await readyWith(new QueueState(false, 15_000), journal)).toEqual({ status: 'ready', queue: 'none' });
  });

  it('is not ready any more once it claims nothing, whatever else works', async () => {
    expect(await readyWith(new QueueState(false, 15_000), new JournalState(), true)).toEqual({
      http: 503,
      status: 'stopping',
      queue: 'none',
    });
  });

  it('is not ready while the database takes no writes, and says why', async () => {
    await database.queryUnprepared('read-only', 'set default_transaction_read_only = on', []);
    expect(await readyWith(asked((state) => state.works()))).toEqual({
      http: 503,
      status: 'down',
      queue: 'up',
      reasons: ['database takes no writes: it is read-only'],
    });
    await database.queryUnprepared('writable', 'set default_transaction_read_only = off', []);
    expect(await readyWith(asked((state) => state.works()))).toMatchObject({ status: 'ready' });
  });
});
