import { SUMMARY_CHECKS } from './summary-checks';
import { z } from 'zod';
import { expectEachCaught } from './proofs/breakage';
import { stampPayload } from './proofs/stamp-grant';

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
    what: 'a customer twice',
    caughtBy: 'sums up every payload without empty parts',
    saying: /has a customer twice/,
    definition: { describe: ({ body }) => ({ customer: body.customer, otherCustomers: [body.customer], line: 'Grant stamps' }) },
  },
  {
    what: 'a customer whom only the payload names',
    caughtBy: 'names every customer of a payload, and nobody else',
    saying: /the summary of "all fields" does not name the customer at \/body\/friends\/0/,
    definition: { describe: ({ body }) => ({ customer: body.customer, line: 'Grant stamps' }) },
  },
  {
    what: 'a shop that is taken for a customer',
    caughtBy: 'names every customer of a payload, and nobody else',
    saying: /takes \/queryParams\/shop for a customer/,
    definition: {
      describe: ({ body, queryParams }) => ({ customer: body.customer, otherCustomers: [queryParams.shop], line: 'Grant stamps' }),
    },
  },
  {
    what: 'an amount in any spelling',
    caughtBy: 'shows an amount as it is written, and takes it in no other spelling',
    saying: /the amount at \/body\/worth of "all fields" is taken as "1e2"/,
    definition: { payload: stampPayload.extend({ body: stampPayload.shape.body.extend({ worth: z.string() }) }) },
  },
  {
    what: 'an amount that is shown as another text',
    caughtBy: 'shows an amount as it is written, and takes it in no other spelling',
    saying: /the line of "all fields" shows the amount at \/body\/worth otherwise than it is written/,
    definition: {
      describe: ({ body }) => ({ customer: body.customer, amount: Number(body.worth), line: `Grant ${Number(body.worth)} points` }),
    },
  },
  {
    what: 'an empty reason in the event',
    caughtBy: 'states event fields that an event can hold',
    saying: /the pending event of "all fields" has an empty reason/,
    definition: { eventFields: ({ phase }) => (phase === 'pending' ? { reason: '' } : {}) },
  },
]);
