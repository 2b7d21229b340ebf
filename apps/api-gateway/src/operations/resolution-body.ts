import { filledText } from '@countersign/contract';
import { RESOLUTIONS } from '@countersign/engine';
import { z } from 'zod';

const LONGEST_EVIDENCE = 4_000;

/** What an operator found out about a request on hold. */
export const resolutionSchema = z.strictObject({
  action: z
    .enum(RESOLUTIONS)
    .describe('executed: it took effect. not-executed: it did not, and is not to. retry: it did not, and is to be sent again.'),
  evidence: filledText(LONGEST_EVIDENCE).describe('Where you looked and what you saw there. Kept; never part of an event.'),
});
