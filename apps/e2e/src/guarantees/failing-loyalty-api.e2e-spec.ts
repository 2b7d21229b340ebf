import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts } from '../support/executions';
import { customer, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const MANY = 45;
/** The calls on which a breaker opens, those that were under way just then, and one for each try whether the API is back. */
const MOST_CALLS = 20 + 24 + 10;

describe("an org's loyalty API that fails", () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_BREAKER_PAUSE_MS: '2000' } } });
  });
  afterAll(async () => {
    await on.stop();
  });
  afterEach(() => on.loyalty.behave());

  const approveMany = (org: TestOrg, count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => org.approved(redemption(customer(1 + index)))));
  const heldBack = async (): Promise<readonly number[]> =>
    (await on.sql<{ org_id: number }>('select org_id::int from loyalty_outage where held_back')).map((outage) => outage.org_id);
  const attemptsOf = async ({ id }: TestOrg): Promise<number> => {
    const [row] = await on.sql<{ made: number }>('select coalesce(sum(attempts), 0)::int as made from execution where org_id = $1', [id]);
    return row?.made ?? 0;
  };

  it('holds its own calls back and nobody else’s, fails nothing, and is done with everything once it is well', async () => {
    const [failing, well] = [on.org(), on.org()];
    await failing.spoil({ fault: 'status-before-effect', status: 500, times: 0 });
    const waiting = await approveMany(failing, MANY);
    await waitFor(async () => (await heldBack()).includes(failing.id), { what: 'the breaker to open', deadlineMs: 60_000 });

    const others = await approveMany(well, 10);
    expect((await allSettled(well, others, 30_000)).map(({ state }) => state)).toEqual(others.map(() => 'approved'));
    await on.rounds('find_due_executions', 20);
    expect((await on.loyalty.calls()).filter(({ orgId }) => orgId === failing.id).length).toBeLessThanOrEqual(MOST_CALLS);
    expect(await heldBack()).toEqual([failing.id]);

    await on.loyalty.behave();
    const requests = await allSettled(failing, waiting, 60_000);
    expect(requests.filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(await effectCounts(failing, waiting)).toEqual(waiting.map(() => 1));
    expect(await heldBack()).toEqual([]);
  });

  it('costs no attempts while calls are held back', async () => {
    const org = on.org();
    await org.spoil({ fault: 'status-before-effect', status: 503, times: 0 });
    await approveMany(org, MANY);
    await waitFor(async () => (await heldBack()).includes(org.id), { what: 'the breaker to open', deadlineMs: 60_000 });
    const before = await attemptsOf(org);
    await on.rounds('find_due_executions', 30);
    // What was under way when it opened, and a few tries whether the API is back.
    expect((await attemptsOf(org)) - before).toBeLessThanOrEqual(30);
    expect(await on.sql(`select from request where org_id = $1 and state = 'failed'`, [org.id])).toEqual([]);
  });
});
