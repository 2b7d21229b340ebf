import { z } from 'zod';

const trueOrFalse = z.enum(['true', 'false']);
const text = z.string().min(1).max(255);

/** Naming the group is optional; whoever describes it must also say which one it is. */
const GROUP_NAMES = ['user_group2_primary_user_id', 'user_group2_id', 'user_group2_external_id'] as const;
const GROUP_PREFIX = 'user_group2_';

/**
 * Query parameters of the redeem call. `format` may only be `json`, because the answer is judged as JSON. The
 * `user_group2_*` family redeems a group's points. Lengths are our limits; the loyalty API documents none.
 */
export const queryParamsSchema = z
  .strictObject({
    skip_validation: trueOrFalse
      .meta({ title: 'Skip the validation', description: 'Whether points are taken without asking the customer for a code.' })
      .exactOptional(),
    format: z.literal('json').meta({ title: 'Format' }).exactOptional(),
    program_id: text.meta({ title: 'Loyalty programme', description: 'Its id.' }).exactOptional(),
    validation_type: z.enum(['SMS', 'MISSED_CALL']).meta({ title: 'Kind of validation' }).exactOptional(),
    user_group2_primary_user_id: text.meta({ title: 'Group: id of its primary customer' }).exactOptional(),
    user_group2_id: text.meta({ title: 'Group: id' }).exactOptional(),
    user_group2_external_id: text.meta({ title: 'Group: external id' }).exactOptional(),
    user_group2_primary_user_source: text.meta({ title: 'Group: source of its primary customer' }).exactOptional(),
    user_group2_primary_user_accountId: z.string().max(255).meta({ title: 'Group: account of its primary customer' }).exactOptional(),
    user_group2_primary_user_identifier_type: z
      .enum(['mobile', 'email', 'cardnumber', 'cardExternalId', 'id'])
      .meta({ title: 'Group: its primary customer is named by' })
      .exactOptional(),
    user_group2_primary_user_identifier_value: text.meta({ title: 'Group: identifier of its primary customer' }).exactOptional(),
  })
  .refine((query) => !Object.keys(query).some((name) => name.startsWith(GROUP_PREFIX)) || GROUP_NAMES.some((name) => query[name]), {
    path: ['user_group2_id'],
    error: 'must name the group, or user_group2_primary_user_id or user_group2_external_id must, when any user_group2 field is sent',
  })
  .meta({ title: 'How it is redeemed' });
