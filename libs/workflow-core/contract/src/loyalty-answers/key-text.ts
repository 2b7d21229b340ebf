import { z } from 'zod';

/**
 * A reference that the loyalty API compares with those it has seen: one line, 255 characters at most (our limit) and no
 * blanks at either end, because a side that trims would take two of our keys for one.
 */
export const keyText = z
  .string()
  .min(1)
  .max(255)
  .regex(/^\S(?:.*\S)?$/, 'must be one line without blanks at either end');
