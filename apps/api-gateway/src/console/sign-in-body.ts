import { nameText } from '@countersign/contract';
import { isGrantName } from '@countersign/engine';
import { z } from 'zod';
import { isLimited, limitFields } from '../platform/auth/entity-limits';

const MOST_ID = 999_999_999_999_999;
const MOST_GRANTS = 50;
const grantName = z.string().refine(isGrantName, 'expected a grant of this product');

const limitedGrant = z
  .strictObject({ grant: grantName, ...limitFields(z.array(z.string().regex(/^\d{1,20}$/)).max(MOST_GRANTS)) })
  .refine(isLimited, 'expected ids to which the grant is limited');

/** Who somebody wants to be, for development. */
export const signInSchema = z.strictObject({
  userId: z.int().nonnegative().max(MOST_ID),
  name: nameText(200),
  orgId: z.int().nonnegative().max(MOST_ID),
  grants: z.array(z.union([grantName, limitedGrant])).max(MOST_GRANTS),
});

export type SignInBody = z.output<typeof signInSchema>;
