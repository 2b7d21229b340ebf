import { z } from 'zod';

const CALL_NAMES = ['redeem-points', 'change-customer-status', 'award-goodwill-points', 'earn-badge', 'issue-badge'] as const;

/** Which calls a rule is for; what is absent matches everything. */
const matchSchema = z.strictObject({
  path: z.string().optional(),
  call: z.enum(CALL_NAMES).optional(),
  reference: z.string().optional(),
  idempotencyKey: z.string().optional(),
  /** Any identifier of the customer: id, mobile, email or external id. */
  customer: z.union([z.string(), z.int().transform(String)]).optional(),
  orgId: z.int().nonnegative().optional(),
});

const ms = z.int().min(0).max(3_600_000);
const errorStatus = z.int().min(400).max(599);
/** Whether the call takes effect before its answer goes wrong. */
const effect = z.enum(['before', 'none']).default('before');

/** The one error of the answer; the code repeats the status unless said. Any text: what an API says need not be storable. */
const told = {
  code: z.union([z.int(), z.string()]).optional(),
  message: z.string().default('The loyalty API could not serve the call'),
};

const common = {
  match: matchSchema.default({}),
  /** How many calls are hit; 0 = all until the rule is removed. */
  times: z.int().min(0).default(1),
};

export const faultRuleSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('delay'), ...common, ms }),
  z.strictObject({ fault: z.literal('never'), ...common, effect }),
  z.strictObject({ fault: z.literal('drop-before-effect'), ...common }),
  z.strictObject({ fault: z.literal('drop-after-effect'), ...common }),
  z.strictObject({
    fault: z.literal('status-before-effect'),
    ...common,
    status: errorStatus,
    retryAfterSeconds: z.int().min(0).optional(),
    ...told,
  }),
  z.strictObject({
    fault: z.literal('status-after-effect'),
    ...common,
    status: errorStatus,
    retryAfterSeconds: z.int().min(0).optional(),
    ...told,
  }),
  z.strictObject({ fault: z.literal('html'), ...common, effect }),
  z.strictObject({ fault: z.literal('truncated-json'), ...common, effect }),
  z.strictObject({ fault: z.literal('wrong-schema'), ...common, effect }),
  z.strictObject({ fault: z.literal('locked'), ...common, as: z.enum(['http-status', 'item-code']).optional() }),
  z.strictObject({
    fault: z.literal('item-code'),
    ...common,
    code: z.int().positive(),
    message: z.string().default('Refused by a fault rule'),
  }),
  z.strictObject({ fault: z.literal('late-effect'), ...common, ms, answer: z.enum(['never', 'after-effect']).default('never') }),
  z.strictObject({
    fault: z.literal('huge-body'),
    ...common,
    effect,
    bytes: z.int().min(1).max(1_000_000_000).default(20_000_000),
  }),
  z.strictObject({ fault: z.literal('drip'), ...common, effect, everyMs: z.int().min(1).max(60_000).default(200) }),
  z.strictObject({
    fault: z.literal('redirect'),
    ...common,
    effect: z.enum(['before', 'none']).default('none'),
    location: z.string().default('/sandbox/redirected'),
  }),
]);

/** A fault rule with every default filled in. */
export type FaultRule = z.infer<typeof faultRuleSchema>;

/** A fault rule as one asks for it. */
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
