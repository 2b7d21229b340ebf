import { Client } from 'pg';
import { isProcessAlive } from '../processes/process-state';
import { startOwnerProcess } from './owner-process';
import { stopOrphanedTestServers } from './test-folders';
import { ensureTestPostgres } from './test-servers';
import { testPostgresUrl } from './test-servers.config';

jest.setTimeout(60_000);

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

/** A test run of its own: the variables of the run that this test is in must not reach it. */
const OTHER_RUN = `(async () => {
  delete process.env.COUNTERSIGN_TEST_POSTGRES_URL;
  delete process.env.COUNTERSIGN_TEST_REDIS_URL;
  const postgres = await servers.ensureTestPostgres();
  const redis = await servers.ensureTestRedis();
  return { postgres, redis, again: await servers.ensureTestPostgres() };
})()`;

describe('the servers of a test run', () => {
  it('are there before the first test, given by the global set-up', async () => {
    expect(await answers(testPostgresUrl())).toBe(true);
  });

  it('have sessions for two files that each run a dozen apps', async () => {
    const client = new Client({ connectionString: testPostgresUrl() });
    await client.connect();
    const { rows } = await client.query<{ max_connections: string }>('show max_connections');
    await client.end();
    expect(Number(rows[0]?.max_connections)).toBeGreaterThanOrEqual(1_000);
  });

  it('are taken over from an outer run, not started again', async () => {
    expect(await ensureTestPostgres()).toBe(testPostgresUrl());
  });

  it('are stopped by the next run when their own run was killed', async () => {
    const run = await startOwnerProcess(OTHER_RUN);
    const { postgres, again } = run.result as { postgres: string; again: string };
    expect(again).toBe(postgres);
    expect(await answers(postgres)).toBe(true);
    await run.kill();
    expect(isProcessAlive(run.pid)).toBe(false);
    await stopOrphanedTestServers();
    expect(await answers(postgres)).toBe(false);
  });

  it('are left alone by another run as long as their own run lives', async () => {
    const run = await startOwnerProcess(OTHER_RUN);
    const { postgres } = run.result as { postgres: string };
    await stopOrphanedTestServers();
    expect(await answers(postgres)).toBe(true);
    expect(await answers(testPostgresUrl())).toBe(true);
    await run.kill();
    await stopOrphanedTestServers();
  });
});
