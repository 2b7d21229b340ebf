import { filledText } from '@countersign/contract';
import { z } from 'zod';

const LONGEST_REASON = 1_000;

const reason = filledText(LONGEST_REASON).describe('Why. Journaled for good; name no customer.');

/** What every operator says who stops, repeats or hurries something. */
export const reasonSchema = z.strictObject({ reason });

/** Going on as usual needs no reason. */
export const optionalReasonSchema = z.strictObject({ reason: reason.exactOptional() });
