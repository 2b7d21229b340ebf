import { z } from 'zod';

/** Infinity too: what JSON calls `1e999`. A code that is out of all bounds makes an answer no less of a refusal. */
const anyNumber = z.custom<number>((value) => typeof value === 'number');

/** The loyalty API spells one code or id as `744`, `744.0` and `"744"`; all read as `"744"`. */
export const answerCode = z
  .union([z.string(), anyNumber])
  .transform((spelled) => String(spelled).trim().replace(/\.0+$/, ''))
  .pipe(z.string().min(1));
