import { execFile } from 'node:child_process';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type PostgresServer, removeTestFolder, startPostgres, testFolder, waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts, standingOf } from '../support/executions';
import { customer, goodwill, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const run = promisify(execFile);
const AFTER_RESTORE = path.resolve(__dirname, '../../../worker/dist/after-restore.js');
const TYPES = ['POINTS-REDEMPTION', 'GOODWILL-POINTS', 'POINTS-REDEMPTION', 'GOODWILL-POINTS'];
const PATIENCE_MS = 30_000;

/** With their owner, which may be another user than ours. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
}

/** A database server whose data can be put back to how they were. */
class BackedUp {
  private constructor(
    readonly server: PostgresServer,
    private readonly folder: string,
  ) {}

  static async start(): Promise<BackedUp> {
    const folder = await testFolder();
    return new BackedUp(await startPostgres({ dataDir: path.join(folder, 'postgres') }), folder);
  }

  async backUp(): Promise<void> {
    await this.whileStopped(() => copy(this.cluster, this.backup));
  }

  /** As from an archive: recovery ends on a timeline of its own. */
  async restore(): Promise<void> {
    await this.whileStopped(async () => {
      await rm(this.cluster, { recursive: true });
      await copy(this.backup, this.cluster);
      await appendFile(path.join(this.cluster, 'postgresql.auto.conf'), `restore_command = 'false'\n`);
      await writeFile(path.join(this.cluster, 'recovery.signal'), '');
    });
  }

  async remove(): Promise<void> {
    await this.server.stop('immediate');
    await removeTestFolder(this.folder);
  }

  private get cluster(): string {
    return path.join(this.server.dataDir, 'cluster');
  }

  private get backup(): string {
    return path.join(this.server.dataDir, 'backup');
  }

  private async whileStopped(act: () => Promise<void>): Promise<void> {
    await this.server.stop();
    await act();
    await this.server.restart();
  }
}

describe('a database restored from a backup', () => {
  let postgres: BackedUp;
  let on: TestStack;
  let org: TestOrg;
  let requests: readonly string[];
  beforeAll(async () => {
    postgres = await BackedUp.start();
    on = await TestStack.start({ databaseUrl: postgres.server.url });
    org = on.org();
  });
  afterAll(async () => {
    await on.stop();
    await postgres.remove();
  });

  /** The gateway may have to notice first that its connections are gone. */
  const approve = (index: number): Promise<unknown> =>
    waitFor(
      async () => {
        const headers = { prefer: 'respond-async' };
        const { status } = await org.decide(TYPES[index]!, requests[index]!, 'approved', { headers });
        return status < 300;
      },
      { what: `the approval of request ${index}`, deadlineMs: PATIENCE_MS },
    );

  it('has four requests executed after the backup, of which it knows two as accepted and two as pending', async () => {
    requests = [
      await org.submitted(redemption(customer(1))),
      await org.submitted(goodwill(customer(2))),
      await org.submitted(redemption(customer(3))),
      await org.submitted(goodwill(customer(4))),
    ];
    await on.stack.worker.stop();
    await Promise.all([approve(0), approve(1)]);
    await postgres.backUp();
    await on.stack.worker.start();
    await Promise.all([approve(2), approve(3)]);
    expect((await allSettled(org, requests)).map(standingOf)).toEqual(['approved', 'approved', 'approved', 'approved']);
    expect(await effectCounts(org, requests)).toEqual([1, 1, 1, 1]);
  });

  it('does not let a worker go on as if nothing had happened', async () => {
    await on.stack.worker.stop();
    await postgres.restore();
    const start = on.stack.worker.start();
    await expect(start).rejects.toThrow('ended with exit code 1 while it started');
    await expect(start).rejects.toMatchObject({ logTail: expect.arrayContaining([expect.stringContaining('npm run after-restore')]) });
  });

  it('has nothing executed a second time: what can be asked is approved, goodwill waits for a person', async () => {
    const env = { ...process.env, DATABASE_URL: postgres.server.url };
    const { stdout } = await run(process.execPath, [AFTER_RESTORE], { env });
    expect(stdout).toContain('2 executions are in doubt now');
    await on.stack.worker.start();
    await Promise.all([approve(2), approve(3)]);
    expect((await allSettled(org, requests)).map(standingOf)).toEqual(['approved', 'needs-review', 'approved', 'needs-review']);
    expect(await effectCounts(org, requests)).toEqual([1, 1, 1, 1]);
  });
});
