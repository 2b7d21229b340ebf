import { identifier, wholeNumberText } from '@countersign/contract';
import { z } from 'zod';

const trueOrFalse = z.enum(['true', 'false']);

const GROUP_NAMES = ['user_group2_primary_user_id', 'user_group2_id', 'user_group2_external_id'] as const;

/**
 * Query parameters of the redeem call. `format` may only be `json`, because the answer is judged as JSON. The `user_group2_*` family redeems
 * a group's points. It names the group in exactly one way: which of two names counts is for the loyalty API to pick, and nobody approved that.
 * For the same reason the documented parameters that name the group's primary customer a second time are not taken:
 * `user_group2_primary_user_` + `identifier_type`, `identifier_value`, `source`, `accountId`.
 */
export const queryParamsSchema = z
  .strictObject({
    skip_validation: trueOrFalse
      .meta({ title: 'Skip the validation', description: 'Whether points are taken without asking the customer for a code.' })
      .exactOptional(),
    format: z.literal('json').meta({ title: 'Format' }).exactOptional(),
    program_id: wholeNumberText().meta({ title: 'Loyalty programme', description: 'Its id.' }).exactOptional(),
    validation_type: z.enum(['SMS', 'MISSED_CALL']).meta({ title: 'Kind of validation' }).exactOptional(),
    user_group2_primary_user_id: wholeNumberText().meta({ title: 'Group: id of its primary customer' }).exactOptional(),
    user_group2_id: wholeNumberText().meta({ title: 'Group: id' }).exactOptional(),
    user_group2_external_id: identifier().meta({ title: 'Group: external id' }).exactOptional(),
  })
  .superRefine((query, context) => {
    const [, second] = GROUP_NAMES.filter((name) => query[name] !== undefined);
    if (second)
      context.addIssue({
        code: 'custom',
        path: [second],
        message: `must be left out: a group is named by one of ${GROUP_NAMES.join(', ')}`,
      });
  })
  .meta({ title: 'How it is redeemed' });
