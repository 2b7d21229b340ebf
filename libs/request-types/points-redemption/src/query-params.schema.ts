import { identifier, wholeNumberText } from '@countersign/contract';
import { z } from 'zod';

const trueOrFalse = z.enum(['true', 'false']);

/** Each says whose points are taken; `group_redemption` says that they are those of the customer's own group, or that they are not. */
export const GROUP_NAMES = [
  '/queryParams/user_group2_primary_user_id',
  '/queryParams/user_group2_id',
  '/queryParams/user_group2_external_id',
  '/body/root/redeem/group_redemption',
  '/body/root/redeem/*/group_redemption',
];

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
  .meta({ title: 'How it is redeemed' });
