import type { EntityInfo } from '@countersign/engine';
import { z } from 'zod';

const entityId = z
  .string()
  .regex(/^\d{1,20}$/, 'expected a string of digits')
  .exactOptional();

export const entityInfoSchema: z.ZodType<EntityInfo> = z
  .strictObject({ tillId: entityId, storeId: entityId, zoneId: entityId, conceptId: entityId })
  .describe('Where in the org the request belongs; a grant limited to ids needs one of them here.');
