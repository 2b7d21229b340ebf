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
    skip_validation: trueOrFalse.exactOptional(),
    format: z.literal('json').exactOptional(),
    program_id: text.exactOptional(),
    validation_type: z.enum(['SMS', 'MISSED_CALL']).exactOptional(),
    user_group2_primary_user_id: text.exactOptional(),
    user_group2_id: text.exactOptional(),
    user_group2_external_id: text.exactOptional(),
    user_group2_primary_user_source: text.exactOptional(),
    user_group2_primary_user_accountId: z.string().max(255).exactOptional(),
    user_group2_primary_user_identifier_type: z.enum(['mobile', 'email', 'cardnumber', 'cardExternalId', 'id']).exactOptional(),
    user_group2_primary_user_identifier_value: text.exactOptional(),
  })
  .refine((query) => !Object.keys(query).some((name) => name.startsWith(GROUP_PREFIX)) || GROUP_NAMES.some((name) => query[name]), {
    path: ['user_group2_id'],
    error: 'must name the group, or user_group2_primary_user_id or user_group2_external_id must, when any user_group2 field is sent',
  });
