import { z } from 'zod';

/** Switches that tests and demonstrations turn while the sandbox runs. */
export const sandboxSettingsSchema = z.strictObject({
  /** Which refusal of a redemption wins when the reference is used and the balance too low: the balance's, if true. */
  checkBalanceFirst: z.boolean(),
  /** Refuses labels that lead to deletion, as an org with the PII deletion flow does. */
  piiDeletionEnabled: z.boolean(),
  /** How long a loyalty call takes while it holds its customer's lock, in milliseconds; 0 = no lock. */
  customerLockMs: z.int().min(0).max(60_000),
});

export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>;
