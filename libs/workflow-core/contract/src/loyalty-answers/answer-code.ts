import { z } from 'zod';

/** The loyalty API spells one code or id as `744`, `744.0` and `"744"`; all read as `"744"`. */
export const answerCode = z
  .union([z.string(), z.number()])
  .transform((spelled) => String(spelled).trim().replace(/\.0+$/, ''))
  .pipe(z.string().min(1));
