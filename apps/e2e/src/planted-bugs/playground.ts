import path from 'node:path';
import { freePort, type RedisServer, removeTestFolder, startRedis, testFolder } from '@countersign/local-servers';
import { personalDataInLogs, sandboxPlan, type StackApp, startApp } from '@countersign/local-stack';
import { Redis } from 'ioredis';
import { Lanes } from './lanes';
import { type Play, type Played, playScenario } from './play-scenario';

/** Plays mostly wait; more at once would make them wait for the processor. */
const LANES = 3;
const FIRST_ORG = 1_000;

/** One loyalty system and one Redis under all plays, a few of which run at the same time. */
export class Playground {
  private lastOrg = FIRST_ORG;

  private readonly lanes = new Lanes(Array.from({ length: LANES }, (_, lane) => lane));

  private constructor(
    private readonly folder: string,
    private readonly redis: RedisServer,
    private readonly sandbox: StackApp,
  ) {}

  static async start(): Promise<Playground> {
    const folder = await testFolder();
    const redis = await startRedis({ dir: path.join(folder, 'redis') });
    const plan = sandboxPlan(await freePort(), path.join(folder, 'ledger.jsonl'));
    const app = await startApp({ ...plan, logFile: path.join(folder, 'logs', 'sandbox.log') });
    return new Playground(folder, redis, { app, url: plan.url });
  }

  play(play: Play): Promise<Played> {
    return this.lanes.run(async (lane) => {
      const redisUrl = `${this.redis.url}/${lane}`;
      const client = new Redis(redisUrl);
      await client.flushdb();
      await client.quit();
      return playScenario(play, {
        loyaltyBaseUrl: this.sandbox.url,
        redisUrl,
        newOrgId: () => (this.lastOrg += 1),
      });
    });
  }

  async stop(): Promise<void> {
    await this.sandbox.app.stop();
    await this.redis.kill();
    const leaks = await personalDataInLogs(path.join(this.folder, 'logs'));
    await removeTestFolder(this.folder);
    if (leaks.length > 0) throw new Error(`Personal data in the log of the sandbox:\n${leaks.join('\n')}`);
  }
}
