import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts, standingOf, untilEffects } from '../support/executions';
import { customer, earnBadge, goodwill, issueBadge, redemption, statusChange, type Submission } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** From the start of the next worker until all that the dead one held is settled. */
const RECOVERY_MS = 20_000;
/** Longer than the worker lives. */
const LATE_MS = 60_000;

/** Goodwill comes last: it is the one that must not be sent again. */
const oneOfEach = (): readonly Submission[] => [
  redemption(customer(1)),
  statusChange(customer(2)),
  earnBadge(customer(3)),
  issueBadge([customer(4)]),
  goodwill(customer(5)),
];

/** Makes the fence hang: what is claimed is not yet sent. */
const HANG_IN_THE_FENCE = `
  create function hang() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
  create trigger hang before update of sent_at on execution for each row when (new.sent_at is not null) execute function hang();`;
const LET_GO = 'drop trigger hang on execution; drop function hang();';
const HANGING = `from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;

describe('a worker killed', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());

  /** Approves one request of each type and gives the ids in order. */
  const approveAll = (org: TestOrg): Promise<string[]> => Promise.all(oneOfEach().map((submission) => org.approved(submission)));

  it('between the call and its own note of it: nothing is done twice, and goodwill waits for a person', async () => {
    const org = on.org();
    await org.spoil({ fault: 'delay', ms: LATE_MS, times: 5 });
    const ids = await approveAll(org);
    await untilEffects(on, org, 5);
    await on.stack.worker.kill();
    await on.stack.worker.start();
    const requests = await allSettled(org, ids, RECOVERY_MS);
    expect(requests.map(standingOf)).toEqual(['approved', 'approved', 'approved', 'approved', 'needs-review']);
    // The label is set again, which is harmless; everything else has its one effect.
    expect(await effectCounts(org, ids)).toEqual([1, 2, 1, 1, 1]);
    expect(await org.callsOf(ids[4]!)).toHaveLength(1);
  });

  it('before the call: everything is done by the next one, goodwill too', async () => {
    const org = on.org();
    await on.sql(HANG_IN_THE_FENCE);
    const ids = await approveAll(org);
    await waitFor(async () => (await on.sql(`select pid ${HANGING}`)).length > 0, { what: 'the fence to hang' });
    expect((await Promise.all(ids.map((id) => org.callsOf(id)))).flat()).toEqual([]);
    await on.stack.worker.kill();
    await on.sql(`select pg_terminate_backend(pid) ${HANGING}`);
    await on.sql(LET_GO);
    await on.stack.worker.start();
    const requests = await allSettled(org, ids, RECOVERY_MS);
    expect(requests.map(standingOf)).toEqual(ids.map(() => 'approved'));
    expect(await effectCounts(org, ids)).toEqual([1, 1, 1, 1, 1]);
  });
});
