import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts, standingOf, untilEffects } from '../support/executions';
import { Operators } from '../support/operators';
import { customer, goodwill, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const TYPE = 'POINTS-REDEMPTION';
const MANY = 40;
/** What is due for longer than a dispatch is remembered would be claimed without Redis. */
const REMEMBERED_S = 16;

describe('a paused request type', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());
  afterEach(() => on.loyalty.behave());

  const approveMany = (org: TestOrg, count = MANY): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => org.approved(redemption(customer(1 + index)))));
  /** As if they had been approved long ago. */
  const age = (org: TestOrg) =>
    on.sql(`update execution set due_at = due_at - make_interval(secs => $2) where org_id = $1 and lease_until is null`, [
      org.id,
      REMEMBERED_S,
    ]);
  const standings = async (org: TestOrg, ids: readonly string[]) =>
    new Set((await Promise.all(ids.map((id) => org.read(id)))).map(standingOf));

  const waitsUntilResumed = async (org: TestOrg): Promise<void> => {
    const operators = new Operators(org);
    await operators.pause(TYPE);
    const ids = await approveMany(org, 5);
    await age(org);
    const other = await org.approved(goodwill(customer(30)));
    await org.settled(other);
    await on.rounds('find_due_executions', 6);
    expect(await standings(org, ids)).toEqual(new Set(['waiting']));
    expect(await Promise.all(ids.map((id) => org.callsOf(id)))).toEqual(ids.map(() => []));
    expect(await operators.standing(TYPE)).toMatchObject({ waiting: 5, executing: 0, paused: { by: { name: 'operator.one' } } });
    await operators.resume(TYPE);
    await allSettled(org, ids);
    expect(await effectCounts(org, ids)).toEqual(ids.map(() => 1));
  };

  it('waits in PostgreSQL, neither dispatched nor claimed, while other types go on; resumed, each is executed once', () =>
    waitsUntilResumed(on.org()));

  it('of one org stops nothing of another org', async () => {
    const [paused, running] = [on.org(), on.org()];
    await new Operators(paused).pause(TYPE);
    const waiting = await paused.approved(redemption(customer(1)));
    expect((await running.settled(await running.approved(redemption(customer(1))))).state).toBe('approved');
    expect(standingOf(await paused.read(waiting))).toBe('waiting');
  });

  it('begins nothing of what is in Redis already; what was under way ends; resumed, each is executed once', async () => {
    const org = on.org();
    const operators = new Operators(org);
    await org.spoil({ fault: 'delay', ms: 300, times: 0 });
    const ids = await approveMany(org);
    await untilEffects(on, org, 1);
    await operators.pause(TYPE);
    await waitFor(async () => (await operators.standing(TYPE)).executing === 0, { what: 'the calls under way to end', deadlineMs: 30_000 });
    const begun = await effectCounts(org, ids);
    expect(begun).toContain(0);
    await on.rounds('find_due_executions', 6);
    expect(await effectCounts(org, ids)).toEqual(begun);
    await on.loyalty.behave();
    await operators.resume(TYPE);
    const requests = await allSettled(org, ids, 60_000);
    expect(requests.filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(await effectCounts(org, ids)).toEqual(ids.map(() => 1));
  });

  it('is not executed by the direct claims either, while Redis is away', async () => {
    await on.stack.parts.redis?.kill();
    await waitsUntilResumed(on.org());
  });
});
