import type { ReplyRule } from '../../support/evidence-receiver';
import { customer, goodwill, redemption } from '../../support/submissions';
import type { Scenario } from './scenario';

/** Has 40 points in the sandbox. */
const POOR = customer(91);

/** Does something else the first time. */
function atFirst(status: number, headers: Readonly<Record<string, string>> = {}): ReplyRule {
  let count = 0;
  return () => ((count += 1) === 1 ? { status, headers } : { status: 204 });
}

/** Lets the time pass until the next tries are due. Leases of deliveries under way are longer than that. */
const HURRY = `
  update delivery set due_at = clock_timestamp()
   where state = 'due' and due_at between clock_timestamp() and clock_timestamp() + interval '10 seconds'`;

/** Two orgs, whose subscribers fail at first, or send the worker elsewhere, even to the other org. */
export const troubledReceivers: Scenario = {
  stack: {},
  patienceMs: 8_000,
  async play({ on, newOrg, until, quiet }) {
    const [org, other] = [newOrg(), newOrg()];
    const theirs = await other.subscribe();
    const failing = await org.subscribe(atFirst(500));
    await org.subscribe(undefined, 'extended');
    await org.subscribe(atFirst(307, { location: theirs.url }));
    const told = (requestId: string, state: string) => (): boolean =>
      failing.lines.some(({ bodyText }) => bodyText.includes(requestId) && bodyText.includes(`"currentRequestState":"${state}"`));

    const waiting = await org.decided(redemption(customer(1), { notes: org.marker }));
    await until('the failing try', () => failing.lines.length > 0);
    await until('the end of the first', async () => (await org.org.read(waiting)).state === 'approved');
    await org.decided(goodwill(customer(2), { reason: org.marker }), 'rejected');
    await other.decided(redemption(customer(1), { notes: other.marker }));
    const failed = await org.decided(redemption(POOR, { notes: org.marker }));
    await until('the end of a later one', told(failed, 'AdminTask'));
    await until('the event of that end', async () => {
      const [row] = await on.sql<{ state: string }>('select state from request where request_id = $1', [failed]);
      return row?.state !== 'accepted' && row?.state !== 'pending';
    });
    await on.sql(HURRY);
    await quiet();
  },
};
