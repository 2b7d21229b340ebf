import type { ReceiverAnswer } from '@countersign/local-stack';
import { markerOf } from '../../support/evidence-collector';
import { customer, goodwill, redemption } from '../../support/submissions';
import { decided } from './acts';
import type { Scenario } from './scenario';

/** Has 40 points in the sandbox. */
const POOR = customer(91);

/** Does something else the first time. */
function atFirst(answer: ReceiverAnswer): () => ReceiverAnswer {
  let count = 0;
  return () => ((count += 1) === 1 ? answer : 204);
}

/** Fails for the first request that it is told of until it is mended, however long that takes: what follows of that request has to wait. */
function failingUntilMended(): { readonly answer: (delivery: { readonly body: string }) => ReceiverAnswer; readonly mend: () => void } {
  let first: string | undefined;
  let isMended = false;
  return {
    answer: ({ body }) => {
      const { requestId } = (JSON.parse(body) as { readonly data: { readonly requestId: string } }).data;
      first ??= requestId;
      return requestId === first && !isMended ? 500 : 204;
    },
    mend: () => (isMended = true),
  };
}

/** What happens in the moment of a subscription may or may not be heard of; these are older. */
const SUBSCRIBED_LONG_AGO = `update webhook_endpoint set created_at = created_at - interval '1 minute'`;

/** Lets the time pass until the next tries are due. Leases of deliveries under way are longer than that. */
const HURRY = `
  update delivery set due_at = clock_timestamp()
   where state = 'due' and due_at between clock_timestamp() and clock_timestamp() + interval '10 seconds'`;

/** Two orgs, whose subscribers fail at first, or send the worker elsewhere, even to the other org. */
export const troubledReceivers: Scenario = {
  stack: {},
  async play({ on, evidence, newOrg, until, quiet }) {
    const [org, other] = [newOrg(), newOrg()];
    const marked = { notes: markerOf(org) };
    const theirs = await evidence.subscribe(other);
    const { answer, mend } = failingUntilMended();
    const failing = await evidence.subscribe(org, { answer });
    await evidence.subscribe(org, { payload: 'extended' });
    await evidence.subscribe(org, { answer: atFirst({ status: 307, headers: { location: theirs.receiver.url } }) });
    await on.sql(SUBSCRIBED_LONG_AGO);

    const waiting = await decided(evidence, org, redemption(customer(1), marked));
    await until('a try that fails', () => failing.receiver.deliveries.length > 0);
    await until('the end of that request', async () => (await org.read(waiting)).state === 'approved');
    await decided(evidence, other, redemption(customer(1), { notes: markerOf(other) }));
    await decided(evidence, org, goodwill(customer(2), { reason: markerOf(org) }), 'rejected');
    const failed = await decided(evidence, org, redemption(POOR, marked));
    await until('the end of a later one', async () => (await org.read(failed)).state === 'failed');
    await until('its first event', () => failing.receiver.deliveries.some(({ body }) => body.includes(failed)));
    mend();
    await on.sql(HURRY);
    await quiet();
  },
};
