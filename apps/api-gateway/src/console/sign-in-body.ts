import { nameText } from '@countersign/contract';
import { isGrantName } from '@countersign/engine';
import { z } from 'zod';

const MOST_ID = 999_999_999_999_999;
const MOST_GRANTS = 50;
const grantName = z.string().refine(isGrantName, 'expected a grant of this product');

/** Who somebody wants to be, for development. */
export const signInSchema = z.strictObject({
  userId: z.int().nonnegative().max(MOST_ID),
  name: nameText(200),
  orgId: z.int().nonnegative().max(MOST_ID),
  grants: z
    .array(z.union([grantName, z.strictObject({ grant: grantName, ids: z.array(z.string().regex(/^\d{1,20}$/)).max(MOST_GRANTS) })]))
    .max(MOST_GRANTS),
});

export type SignInBody = z.output<typeof signInSchema>;
