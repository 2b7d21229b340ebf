import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts } from '../support/executions';
import { customer, redemption } from '../support/submissions';
import type { Subscriber } from '../support/subscriber';
import { dataOf, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** What a next version may do to the tables, in one transaction: more columns and tables, and every function replaced. */
const NEXT_MIGRATION = `
  alter table request add column of_the_next_version text;
  alter table execution add column of_the_next_version int not null default 0;
  alter table delivery add column of_the_next_version timestamptz;
  alter table transition add column of_the_next_version text;
  create table of_the_next_version (org_id bigint primary key);
  do $$
  declare
    definition text;
  begin
    for definition in select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' loop
      execute definition;
    end loop;
  end
  $$;`;

/** PostgreSQL’s code for it. */
const DEADLOCK = '40P01';
const MOST_TRIES = 5;
const ROLLS = 12;
const CALLERS = 4;
const BETWEEN_TRIES_MS = 100;
/** A caller's rest between two requests: forty a second are enough to have some under way at every moment. */
const BETWEEN_TURNS_MS = 100;
const PATIENCE_MS = 60_000;

/** Submits and approves until told to stop; whatever is not answered with 2xx is said again under the same key. */
class Traffic {
  readonly approved: string[] = [];
  private ending = false;
  private readonly callers: Promise<unknown>;

  constructor(
    private readonly org: TestOrg,
    private readonly name: string,
  ) {
    this.callers = Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.run(caller)));
    this.callers.catch(() => (this.ending = true));
  }

  async stop(): Promise<void> {
    this.ending = true;
    await this.callers;
  }

  /** Resolves when so many more requests have been approved. */
  async more(count: number): Promise<void> {
    const before = this.approved.length;
    const enough = waitFor(() => this.approved.length >= before + count, { what: `${count} more approvals`, deadlineMs: PATIENCE_MS });
    await Promise.race([enough, this.callers]);
  }

  private async run(caller: number): Promise<void> {
    for (let turn = 0; !this.ending; turn++) {
      const key = `${this.name}-${caller}-${turn}`;
      const submission = redemption(customer(1 + ((caller + CALLERS * turn) % 50)));
      const requestId = await this.surely(() => this.org.submit(submission, { headers: { 'idempotency-key': `submit-${key}` } }));
      const headers = { 'idempotency-key': `decide-${key}`, prefer: 'respond-async' };
      await this.surely(() => this.org.decide(submission.type, requestId, 'approved', { headers }));
      this.approved.push(requestId);
      await pause(BETWEEN_TURNS_MS);
    }
  }

  private async surely(call: () => ReturnType<TestOrg['submit']>): Promise<string> {
    for (;;) {
      const answer = await call().catch(() => undefined);
      if (answer && answer.status < 300) return dataOf(answer).requestId;
      // Anything but "not now" is an answer that a client has to take to heart. A call that a dying gateway began may still be under way.
      if (answer && answer.headers['retry-after'] === undefined) throw new Error(`The gateway answered ${answer.status}: ${answer.text}`);
      await pause(BETWEEN_TRIES_MS);
    }
  }
}

describe('a new version', () => {
  let on: TestStack;
  let org: TestOrg;
  let subscriber: Subscriber;
  let traffic: Traffic;
  beforeAll(async () => {
    on = await TestStack.start({ workers: 2 });
    org = on.org();
    subscriber = await org.subscribe();
    traffic = new Traffic(org, 'upgrade');
  });
  afterAll(() => on.stop());

  it('migrates while the old one serves, and replaces it process by process; nothing is lost and nothing done twice', async () => {
    await traffic.more(20);
    await migrated();
    await traffic.more(20);
    for (const worker of on.stack.workers) {
      await worker.restart();
      await traffic.more(10);
    }
    await on.stack.gateway.restart();
    await traffic.more(20);
    await traffic.stop();
    const settled = await allSettled(org, traffic.approved, 60_000);
    expect(settled.filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(new Set(await effectCounts(org, traffic.approved))).toEqual(new Set([1]));
    for (const requestId of traffic.approved) {
      const events = await subscriber.eventsOf(requestId, 2);
      expect(events.map(({ data }) => data.currentRequestState)).toEqual(['AdminTask', 'approved']);
    }
  });

  /** It may lose a deadlock with the traffic, and has then done nothing: whoever migrates starts it again. */
  async function migrated(tries = MOST_TRIES): Promise<void> {
    await on.sql(NEXT_MIGRATION).catch((error: unknown) => {
      if ((error as { code?: string }).code !== DEADLOCK || tries === 1) throw error;
      return migrated(tries - 1);
    });
  }

  it('is rolled out over and over without a killed process or a lost request', async () => {
    const again = new Traffic(org, 'afterwards');
    const ends: string[] = [];
    for (let round = 0; round < ROLLS; round++) {
      const app = round % 2 === 0 ? on.stack.gateway : on.stack.workers[Math.floor(round / 2) % 2]!;
      ends.push(await app.stop());
      await app.start();
      await again.more(1);
    }
    await again.stop();
    expect(new Set(ends)).toEqual(new Set(['stopped']));
    expect((await allSettled(org, again.approved, 60_000)).filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(new Set(await effectCounts(org, again.approved))).toEqual(new Set([1]));
  });
});
