import { z } from 'zod';
import { policySettingsSchema } from './policy-body';

const MOST_DAYS = 92;
const MOST_FLIPS = 500;

/** What to simulate. */
export const simulationSchema = z.strictObject({
  policy: policySettingsSchema.describe('The draft, whole: what it leaves out is not set.'),
  days: z.int().min(1).max(MOST_DAYS).default(31).describe('How many days (UTC) back, today included.'),
  limit: z.int().min(0).max(MOST_FLIPS).default(100).describe('The most flipped requests to list, the newest first.'),
});
