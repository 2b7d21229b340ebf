import { z } from 'zod';
import { time } from '../../platform/openapi/shared-schemas';

export const TWO_PERSONS =
  'Needs CanConfigureWorkflows. It is proposed: answered with 202, it acts once another holder of that grant has confirmed it. Where two ' +
  'people agreed that changes act at once (/v3/configurationPolicy), it acts, and is answered with 200.';

/** Beside an object in an answer with 202. */
export const pendingFields = {
  confirmation: z.literal('pending').optional().describe('Only with 202: nothing has changed yet.'),
  changeId: z.guid().optional().describe('Only with 202: what another person confirms.'),
  confirmBefore: time.optional().describe('Only with 202: it expires then.'),
};

export const pendingWarnings = z.array(z.strictObject({ message: z.string(), reference: z.string() }));
