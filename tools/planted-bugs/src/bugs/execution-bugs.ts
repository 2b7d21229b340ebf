import type * as LoyaltyClient from '@countersign/loyalty-client';
import type * as Persistence from '@countersign/persistence';
import type * as Queue from '@countersign/queue';
import type { PlantedBug } from '../planted-bug';
import { library } from '../planting/built-library';
import { patchMethod } from '../planting/patch';

function passEveryFence(): void {
  const { PgExecutionStore } = library('@countersign/persistence') as typeof Persistence;
  patchMethod(PgExecutionStore, 'fence', () => () => Promise.resolve(true));
}

function useNewKeys(): void {
  const sends = new Map<string, number>();
  const { HttpLoyaltyGateway } = library('@countersign/loyalty-client') as typeof LoyaltyClient;
  patchMethod(
    HttpLoyaltyGateway,
    'send',
    (send) =>
      function (this: LoyaltyClient.HttpLoyaltyGateway, exchange) {
        const { idempotencyKey: key } = exchange;
        const count = (sends.get(key) ?? 0) + 1;
        sends.set(key, count);
        return send.call(this, count === 1 ? exchange : { ...exchange, idempotencyKey: `${key}-${count}` });
      },
  );
}

/** Dispatched once is dispatched: neither does the relay repeat itself, nor does anybody look past the queue. */
function believeRedis(): void {
  const dispatched = new Set<string>();
  const { BullmqExecutionQueue } = library('@countersign/queue') as typeof Queue;
  patchMethod(
    BullmqExecutionQueue,
    'add',
    (add) =>
      async function (this: Queue.BullmqExecutionQueue, due) {
        const fresh = due.filter(({ requestId, epoch }) => !dispatched.has(`${requestId}/${epoch}`));
        for (const { requestId, epoch } of fresh) dispatched.add(`${requestId}/${epoch}`);
        if (fresh.length > 0) await add.call(this, fresh);
      },
  );
  const { PgExecutionStore } = library('@countersign/persistence') as typeof Persistence;
  patchMethod(
    PgExecutionStore,
    'findDue',
    (findDue) =>
      function (this: Persistence.PgExecutionStore, types, limit, bounds) {
        return bounds?.overdueMs ? Promise.resolve([]) : findDue.call(this, types, limit, bounds);
      },
  );
}

/** BullMQ's, as far as it is changed here. */
interface JobQueues {
  readonly Queue: {
    readonly name: string;
    readonly prototype: { addBulk: (jobs: readonly { readonly opts?: object }[]) => Promise<unknown> };
  };
}

/** A job's own options win over those of the worker that takes it. */
function keepDoneJobs(): void {
  const { Queue } = library('bullmq') as JobQueues;
  patchMethod(
    Queue,
    'addBulk',
    (addBulk) =>
      function (this: JobQueues['Queue']['prototype'], jobs) {
        return addBulk.call(
          this,
          jobs.map((job) => ({ ...job, opts: { ...job.opts, removeOnComplete: false } })),
        );
      },
  );
}

function takeEveryTypeForReplayable(): void {
  const { PgExecutionStore } = library('@countersign/persistence') as typeof Persistence;
  patchMethod(
    PgExecutionStore,
    'claim',
    (claim) =>
      async function (this: Persistence.PgExecutionStore, due) {
        const claimed = await claim.call(this, due);
        return claimed && { ...claimed, whenInDoubt: 'replay' };
      },
  );
}

/** How approved requests are executed. */
export const EXECUTION_BUGS: readonly PlantedBug[] = [
  {
    name: 'held-type-is-resent',
    mistake: 'goodwill, for which the loyalty API enforces no key, is sent again after a lost answer',
    violates: ['I5'],
    scenario: 'lost-answers',
    code: { app: 'worker', plant: takeEveryTypeForReplayable },
  },
  {
    name: 'fence-always-passes',
    mistake: 'the worker calls without asking the fence, so nothing tells that a call of a lost worker may have left',
    violates: ['I5'],
    scenario: 'paused-worker',
    code: { app: 'worker', plant: passEveryFence },
  },
  {
    name: 'settlement-without-epoch',
    mistake: 'what an attempt came to is written although another worker has taken the request over',
    violates: ['I5', 'I9'],
    scenario: 'paused-worker',
    edits: [
      {
        inFunction: 'settle_executions',
        replace: 'where e.epoch = w.epoch and e.lease_until is not null',
        by: 'where true',
      },
    ],
  },
  {
    name: 'new-key-on-resend',
    mistake: 'a repeated loyalty call has another idempotency key than the first',
    violates: ['I5'],
    scenario: 'lost-answers',
    code: { app: 'worker', plant: useNewKeys },
  },
  {
    name: 'rejected-is-executed',
    mistake: 'a rejected request gets an execution as an approved one does',
    violates: ['I5'],
    scenario: 'people',
    edits: [
      {
        inFunction: 'close_requests',
        replace: `winners w where w.to_state = 'accepted'`,
        by: `winners w where w.to_state in ('accepted', 'rejected')`,
      },
    ],
  },
  {
    name: 'redis-is-truth',
    mistake: 'what was dispatched is believed to be in Redis for ever',
    violates: ['I7'],
    scenario: 'emptied-queue',
    code: { app: 'worker', plant: believeRedis },
  },
  {
    name: 'done-jobs-stay',
    mistake: 'jobs stay in Redis when they are done',
    violates: ['I18'],
    scenario: 'people',
    code: { app: 'worker', plant: keepDoneJobs },
  },
];
