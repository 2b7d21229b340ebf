import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { DatabaseAdmin } from './database-admin';
import { oneOf, type Random, wholeBetween } from '../random';

const PREFIX = '{countersign}';
/** As the worker names them: one per request type. */
const QUEUES = [
  'execute-points-redemption',
  'execute-customer-status-change',
  'execute-goodwill-points',
  'execute-earn-badge',
  'execute-issue-badge',
] as const;
const COMMAND_MS = 1_000;
const AT_ONCE = [1, 12] as const;

/** Somebody with access to Redis who puts jobs into the queues that the relay never put there. */
export class JobForger {
  private readonly queues: readonly Queue[];

  constructor(
    redisUrl: string,
    private readonly database: DatabaseAdmin,
  ) {
    const { hostname: host, port, password } = new URL(redisUrl);
    const connection = {
      host,
      port: Number(port),
      password,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: COMMAND_MS,
    };
    this.queues = QUEUES.map((name) => new Queue(name, { connection, prefix: PREFIX, skipVersionCheck: true }));
    for (const queue of this.queues) queue.on('error', () => undefined);
  }

  /** A handful of jobs for requests in whatever state they are, and for none. */
  async forge(random: Random): Promise<void> {
    const requests = await this.database.ask(
      `select r.org_id, r.request_id, e.epoch from request r left join execution e using (org_id, request_id)
        order by r.created_at desc offset $1 limit $2`,
      [wholeBetween(random, [0, 300]), wholeBetween(random, AT_ONCE)],
    );
    await Promise.all(requests.map((row) => this.put(row, random)));
  }

  async close(): Promise<void> {
    await Promise.all(this.queues.map((queue) => queue.disconnect()));
  }

  private async put(row: Record<string, unknown>, random: Random): Promise<void> {
    const orgId = Number(row['org_id']);
    const requestId = String(row['request_id']);
    const epoch = Number(row['epoch'] ?? 0);
    const data = oneOf<object>(random, [
      { orgId, requestId, epoch },
      { orgId, requestId, epoch: epoch + 1 },
      { orgId, requestId, epoch: 0 },
      { orgId, requestId, epoch: 1_000_000 },
      { orgId: orgId + 1, requestId, epoch },
      { orgId, requestId: randomUUID(), epoch },
      { orgId, requestId, epoch, payload: 'forged' },
      { nonsense: true },
    ]);
    const [first, ...rest] = this.queues;
    if (!first) return;
    // Twice, so that two workers have the same one at the same time.
    const queue = oneOf(random, [first, ...rest]);
    await Promise.all([1, 2].map(() => queue.add('execute', data, { jobId: randomUUID(), removeOnComplete: true, removeOnFail: true })));
  }
}
