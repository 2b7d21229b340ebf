import {
  countOf,
  defineRequestType,
  filledText,
  identifier,
  isSuccessStatus,
  payloadReference,
  undocumentedAnswer,
} from '@countersign/contract';
import { z } from 'zod';
import type { RequestTypeFixtures } from '../fixtures';

export const stampPayload = z.strictObject({
  queryParams: z.strictObject({ shop: identifier() }),
  body: z.strictObject({
    customer: identifier(),
    friends: z.array(identifier()).optional(),
    key: identifier().optional(),
    stamps: z.number(),
    worth: z
      .string()
      .regex(/^[1-9]\d*(\.\d+)?$/)
      .optional(),
    card: z.union([z.strictObject({ no: z.int() }), identifier()]),
    note: filledText(1000).optional(),
  }),
});
const config = z.strictObject({ cap: z.number().optional() });
export type StampPayload = z.infer<typeof stampPayload>;
export type StampConfig = z.infer<typeof config>;

const VALID = {
  queryParams: { shop: '77' },
  body: { customer: '5001001', friends: ['5001003'], key: 'K-1', stamps: 3, worth: '12', card: { no: 12 }, note: 'For coming back' },
};
export const GRANTED = z.object({ granted: z.literal(true), code: z.union([z.literal(0), z.literal('0.0')]) });
const NO_STAMPS = z.object({ granted: z.literal(false), code: z.coerce.number().pipe(z.literal(31)) });

/** A sound request type that nobody deploys: what the suite must be content with. */
export const stampGrant = defineRequestType<StampPayload, StampConfig>({
  key: 'STAMP_GRANT',
  title: 'Stamp grant',
  version: 1,
  payload: stampPayload,
  example: VALID,
  config,
  loyaltyRoute: { method: 'POST', path: '/v1/stamps' },
  describe: ({ body }, written) => ({
    customer: body.customer,
    ...(body.friends && { otherCustomers: body.friends }),
    amount: body.worth === undefined ? body.stamps : Number(body.worth),
    line: `Grant ${countOf(written?.(['body', 'stamps']) ?? body.stamps, 'stamp')} worth ${countOf(body.worth ?? body.stamps, 'point')} to customers ${[body.customer, ...(body.friends ?? [])].join(', ')}`,
  }),
  naturalKey: ({ body }) => body.key,
  loyaltyKey: ({ body }) => body.key,
  whenInDoubt: ({ body }) => (body.key ? 'replay' : 'hold'),
  buildCall: (call) => ({ query: call.payload.queryParams, bodyText: call.bodyText }),
  interpretResponse: (response) => {
    if (isSuccessStatus(response) && GRANTED.safeParse(response.body).success) return { kind: 'executed' };
    if (NO_STAMPS.safeParse(response.body).success) return { kind: 'refused', code: '31', message: 'No stamps left' };
    return undocumentedAnswer(response);
  },
  rules: [
    {
      name: 'within-cap',
      at: ['submit'],
      check: ({ payload: { body }, config: settings }) =>
        settings?.cap !== undefined && body.stamps > settings.cap
          ? { kind: 'points-invalid', message: 'stamps is above the cap', reference: payloadReference('/body/stamps') }
          : undefined,
    },
  ],
});

export const stampFixtures: RequestTypeFixtures = {
  valid: { 'all fields': VALID, 'no key': { ...VALID, body: { customer: '5001002', stamps: 1, card: '13' } } },
  invalid: [
    { name: 'stamps as text', at: '/body/stamps', value: '3' },
    { name: 'no customer', at: '/body/customer' },
    { name: 'a card number that is no number', at: '/body/card/no', value: 'x' },
  ],
  answers: [
    { name: 'granted', status: 200, body: { granted: true, code: 0 }, outcome: { kind: 'executed' } },
    { name: 'no stamps left', status: 200, body: { granted: false, code: 31 }, outcome: { kind: 'refused', code: '31' } },
  ],
  rules: [
    { rule: 'within-cap' },
    { rule: 'within-cap', config: { cap: 2 }, violation: { kind: 'points-invalid', reference: payloadReference('/body/stamps') } },
  ],
  naturalKeyFields: ['/body/key'],
  loyaltyKeyFields: ['/body/key'],
  customerFields: ['/body/customer', '/body/friends'],
  notInLine: ['/queryParams/shop', '/body/key', '/body/card', '/body/note'],
  freeTextFields: ['/body/note'],
  sendsBodyUnchanged: true,
};
