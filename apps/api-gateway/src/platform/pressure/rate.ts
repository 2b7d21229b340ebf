import { z } from 'zod';

/** How many calls are let through. */
export interface Rate {
  /** On average. */
  readonly perSecond: number;
  /** At once, by somebody who was quiet before. */
  readonly burst: number;
}

const EXPECTED = 'expected <calls per second>:<burst>, such as 20:200, or 0 for no limit';
const FORM = /^([1-9]\d{0,5}):([1-9]\d{0,5})$/;

/** A setting such as `20:200`; `0` is no limit. */
export function rateSetting(fallback: string) {
  return z
    .string({ error: EXPECTED })
    .default(fallback)
    .transform((text, context): Rate | undefined => {
      if (text.trim() === '0') return undefined;
      const [, perSecond, burst] = (FORM.exec(text.trim()) ?? []).map(Number);
      if (perSecond !== undefined && burst !== undefined && burst >= perSecond) return { perSecond, burst };
      context.addIssue(EXPECTED);
      return z.NEVER;
    });
}
