import { SUMMARY_CHECKS } from './summary-checks';
import { expectEachCaught } from './proofs/breakage';

expectEachCaught(SUMMARY_CHECKS, [
  {
    what: 'a line with a hole',
    caughtBy: 'sums up every payload without empty parts',
    saying: /"no key" has a line with an empty part/,
    definition: { describe: ({ body }) => ({ customer: body.customer, line: `Grant stamps by ${body.key}` }) },
  },
  {
    what: 'a summary without a customer',
    caughtBy: 'sums up every payload without empty parts',
    saying: /has no customer/,
    definition: { describe: () => ({ customer: '', line: 'Grant stamps' }) },
  },
  {
    what: 'an empty reason in the event',
    caughtBy: 'states event fields that an event can hold',
    saying: /the pending event of "all fields" has an empty reason/,
    definition: { eventFields: ({ phase }) => (phase === 'pending' ? { reason: '' } : {}) },
  },
]);
