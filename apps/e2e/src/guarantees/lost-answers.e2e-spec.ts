import type { RequestView } from '../support/request-view';
import { customer, earnBadge, goodwill, issueBadge, redemption, statusChange, type Submission } from '../support/submissions';
import { MAKER } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** How the loyalty API can take effect and not say so. */
const LOSSES = [
  { how: 'the connection is reset', fault: 'drop-after-effect' },
  { how: 'no answer comes in time', fault: 'never' },
  { how: 'a web page comes with 200', fault: 'html' },
  { how: 'half an answer comes with 200', fault: 'truncated-json' },
  { how: 'an unknown answer comes with 200', fault: 'wrong-schema' },
  { how: '502 comes', fault: 'status-after-effect', status: 502 },
  { how: '503 comes', fault: 'status-after-effect', status: 503 },
] as const;

const EVERY_REPLAYED_TYPE: readonly Submission[] = [
  redemption(customer(1)),
  statusChange(customer(2)),
  earnBadge(customer(3)),
  issueBadge([customer(4), customer(5)]),
];

describe('an answer of the loyalty API that is lost', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
  });
  afterAll(() => on.stop());
  afterEach(() => on.loyalty.behave());

  it.each(LOSSES)('because $how after the effect leads to one redemption, not to two', async ({ how: _, ...loss }) => {
    const org = on.org();
    await org.spoil(loss);
    const requestId = await org.approved(redemption(customer(1)));
    const request = await org.settled(requestId);
    expect(request).toMatchObject({ state: 'approved', details: { outcome: { kind: 'executed', attempts: 2 } } });
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    expect((await on.loyalty.customer(org.id, customer(1).id)).balance).toBe(100_000 - 100);
  });

  it.each(EVERY_REPLAYED_TYPE)('of $type is asked for again under the same key until it is known', async (submission) => {
    const org = on.org();
    await org.spoil({ fault: 'drop-after-effect', times: 2 });
    const requestId = await org.approved(submission);
    expect((await org.settled(requestId)).state).toBe('approved');
    const calls = await org.callsOf(requestId);
    expect(calls.map(({ fault }) => fault)).toEqual(['drop-after-effect', 'drop-after-effect', null]);
    // Setting a label again is harmless, and the loyalty API knows no key for it.
    const changes = submission.type === 'CUSTOMER-STATUS-CHANGE' ? 3 : 1;
    expect(await org.effectsOf(requestId)).toHaveLength(changes);
  });

  it('before the effect leads to one redemption, not to none', async () => {
    const org = on.org();
    await org.spoil({ fault: 'drop-before-effect' });
    const requestId = await org.approved(redemption(customer(1)));
    expect((await org.settled(requestId)).state).toBe('approved');
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('is not taken for a failure when the replay is refused because the first attempt spent the balance', async () => {
    const org = on.org();
    await on.loyalty.set({ checkBalanceFirst: true });
    await org.spoil({ fault: 'drop-after-effect' });
    const requestId = await org.approved(redemption(customer(1), { points_redeemed: '100000' }));
    const request = await org.settled(requestId);
    await on.loyalty.set({ checkBalanceFirst: false });
    expect(request).toMatchObject({ state: 'IntouchAPITask', details: { executionState: 'needs-review', outcome: { kind: 'unknown' } } });
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    expect(await wordsForMaker(() => org.read(requestId, MAKER))).toMatch(/not known yet.*do not submit it again/is);
  });

  it('without a key to ask again under is held for a person', async () => {
    const org = on.org();
    await org.spoil({ fault: 'drop-after-effect' });
    const requestId = await org.approved(redemption(customer(1), { external_reference_number: undefined }));
    expect(await org.settled(requestId)).toMatchObject({ details: { executionState: 'needs-review', outcome: { attempts: 1 } } });
    expect(await org.callsOf(requestId)).toHaveLength(1);
  });

  it('to goodwill holds it for a person however it was lost; it is never sent twice', async () => {
    const orgs = LOSSES.map(() => on.org());
    const ids = await Promise.all(
      orgs.map(async (org, index) => {
        const { how: _, ...loss } = LOSSES[index]!;
        await org.spoil(loss);
        return org.approved(goodwill(customer(1)));
      }),
    );
    const requests = await Promise.all(orgs.map((org, index) => org.settled(ids[index]!)));
    const unknown = { state: 'IntouchAPITask', details: { executionState: 'needs-review', outcome: { kind: 'unknown', attempts: 1 } } };
    expect(requests).toMatchObject(LOSSES.map(() => unknown));
    await on.rounds('take_over_losses', 3);
    await on.rounds('find_due_executions', 3);
    for (const [index, org] of orgs.entries()) {
      expect(await org.callsOf(ids[index]!)).toHaveLength(1);
      expect(await org.effectsOf(ids[index]!)).toHaveLength(1);
      expect(await wordsForMaker(() => org.read(ids[index]!, MAKER))).toMatch(/not known yet/);
    }
  });

  it('sends no event while the outcome is not known', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    await org.spoil({ fault: 'drop-after-effect' });
    const held = await org.approved(goodwill(customer(1)));
    await org.settled(held);
    const later = await org.approved(redemption(customer(2)));
    await subscriber.eventsOf(later, 2);
    expect(subscriber.statesOf(held)).toEqual(['AdminTask']);
  });
});

async function wordsForMaker(read: () => Promise<RequestView>): Promise<string> {
  const { state, details } = await read();
  expect(state).toBe('IntouchAPITask');
  return details.outcome?.message ?? '';
}
