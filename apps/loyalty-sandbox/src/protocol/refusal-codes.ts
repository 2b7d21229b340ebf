import { type z } from 'zod';

/** For refusals that the documentation names no code for. */
export const UNDOCUMENTED = 400;

/** The documented customer lock. */
export const CUSTOMER_LOCKED = 521;

/** One sentence that names the fields which have not the documented shape. */
export function shapeProblem(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
