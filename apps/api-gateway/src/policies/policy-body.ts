import { MOST_DAILY_POINTS, MOST_DAILY_REQUESTS } from '@countersign/engine';
import { z } from 'zod';
import { notificationsSchema } from './notification-settings';

const ONE_YEAR_OF_HOURS = 8_784;
const MOST_BANDS = 10;
const MOST_LEVELS = 5;
const MOST_CHECKERS = 10;

const points = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER);

const autoApproval = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('off') }),
  z.strictObject({ mode: z.literal('on') }),
  z.strictObject({ mode: z.literal('up-to'), amount: z.number().nonnegative().describe('Points; above it a checker is asked.') }),
]);

const checkerGrant = z
  .templateLiteral(['CanCheckRequest', z.string().regex(/^[A-Za-z0-9]{0,40}$/)], {
    error: 'must be CanCheckRequest, or begin with it and go on in at most 40 letters and digits',
  })
  .describe(
    'The grant that an approval takes: CanCheckRequest, or a level of your own whose name begins with it, as CanCheckRequestSenior.',
  );

const level = z.strictObject({
  grant: checkerGrant,
  checkers: z.int().min(1).max(MOST_CHECKERS).describe('How many different people with this grant must approve.'),
});

const band = z.strictObject({
  upTo: points
    .exactOptional()
    .describe('The band holds for amounts up to this many points. Only the last may be without it; it then holds for every amount.'),
  levels: z
    .array(level)
    .min(1)
    .max(MOST_LEVELS)
    .describe('Who must approve, level by level in this order. All are different people, and none is the maker.'),
});

const dailyCap = z
  .strictObject({
    requests: z.int().positive().max(MOST_DAILY_REQUESTS).exactOptional().describe('The most requests in one day.'),
    amount: points.max(MOST_DAILY_POINTS).exactOptional().describe('The most points in one day.'),
  })
  .refine((cap) => cap.requests !== undefined || cap.amount !== undefined, { message: 'must cap requests, amount or both' });

const dailyCaps = z.strictObject({
  maker: dailyCap.exactOptional().describe('What one maker may ask for.'),
  customer: dailyCap.exactOptional().describe('What may be asked for one customer.'),
  org: dailyCap.exactOptional().describe('What the whole organisation may be asked for.'),
});

const duplicates = z.strictObject({
  sameCustomerPending: z
    .enum(['allow', 'warn', 'refuse'])
    .describe(
      'While another request of this type for the same customer waits for a checker: allow the new one, send it to a checker with a warning, or refuse it.',
    ),
});

/** The settings of a policy: those that all types have, and the type's own. */
export const policySettingsSchema = z.strictObject({
  autoApproval: autoApproval.describe('Which requests need no checker.'),
  bands: z
    .array(band)
    .min(1)
    .max(MOST_BANDS)
    .exactOptional()
    .describe(
      'Who checks which amounts, ascending. An amount above the last band is refused. Absent: one checker with CanCheckRequest for all.',
    ),
  dailyCaps: dailyCaps.exactOptional().describe('What is refused once so much was asked for in one day (UTC).'),
  duplicates: duplicates.exactOptional().describe('What becomes of a second request for the same customer.'),
  uncapped: z
    .literal(true)
    .exactOptional()
    .describe('Said where requests are approved without a checker and no daily cap limits how many: both persons see it.'),
  config: z.unknown().optional().describe('The settings of the request type, in the form that its documentation gives.'),
  expiresAfterHours: z.int().min(1).max(ONE_YEAR_OF_HOURS).exactOptional().describe('A pending request older than this expires.'),
  notifications: notificationsSchema.exactOptional(),
});

/** A proposed policy. */
export const policySchema = policySettingsSchema.extend({
  basedOn: z
    .int()
    .nonnegative()
    .exactOptional()
    .describe('The active version that you looked at, 0 before there is one: the proposal is refused when another one is active by now.'),
});
