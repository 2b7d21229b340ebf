import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts, standingOf, untilEffects } from '../support/executions';
import { customer, goodwill, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';

const MANY = 200;
const CUSTOMERS = 50;
const LATE_MS = 60_000;

describe('two workers', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ workers: 2, env: { worker: { WORKER_LEASE_MS: '3000' } } });
  });
  afterAll(() => on.stop());

  it(`execute ${MANY} approved requests once each`, async () => {
    const org = on.org();
    const ids = await Promise.all(Array.from({ length: MANY }, (_, index) => org.approved(redemption(customer(1 + (index % CUSTOMERS))))));
    const requests = await allSettled(org, ids, 60_000);
    expect(requests.filter(({ state }) => state !== 'approved')).toEqual([]);
    const keys = (await on.loyalty.effects()).filter(({ orgId }) => orgId === org.id).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(MANY);
    expect(new Set(keys)).toEqual(new Set(ids.map((id) => `${org.id}-${id}`)));
    expect((await on.loyalty.calls()).filter(({ orgId }) => orgId === org.id)).toHaveLength(MANY);
  });

  it('take over from one another when one is killed during a call', async () => {
    const org = on.org();
    const [first, second] = on.stack.workers;
    await second?.stop();
    await org.spoil({ fault: 'delay', ms: LATE_MS, times: 2 });
    const ids = [await org.approved(redemption(customer(1))), await org.approved(goodwill(customer(2)))];
    await untilEffects(on, org, 2);
    await second?.start();
    await first?.kill();
    expect((await allSettled(org, ids)).map(standingOf)).toEqual(['approved', 'needs-review']);
    expect(await effectCounts(org, ids)).toEqual([1, 1]);
    await first?.start();
  });

  it('do nothing twice when one hangs longer than its lease and then goes on', async () => {
    const org = on.org();
    const [first, second] = on.stack.workers;
    await second?.stop();
    await org.spoil({ fault: 'delay', ms: 1_000, times: 2 });
    const ids = [await org.approved(redemption(customer(1))), await org.approved(goodwill(customer(2)))];
    await untilEffects(on, org, 2);
    first?.pause();
    await second?.start();
    const standing = (await allSettled(org, ids)).map(standingOf);
    first?.resume();
    const fenced = 'select 1 from attempt where org_id = $1 and fenced';
    await waitFor(async () => (await on.sql(fenced, [org.id])).length === 2, { what: 'the late answers', deadlineMs: 20_000 });
    expect(standing).toEqual(['approved', 'needs-review']);
    expect((await allSettled(org, ids)).map(standingOf)).toEqual(standing);
    expect(await effectCounts(org, ids)).toEqual([1, 1]);
  });
});
