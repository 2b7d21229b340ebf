import { type EntityLimits, LIMIT_KINDS } from '@countersign/engine';
import { type z } from 'zod';

/** Ids by which a grant is limited to places: by level, or `ids` at any level. */
export function limitFields(ids: z.ZodType<readonly string[]>) {
  const field = (places: string) => ids.describe(places).exactOptional();
  return {
    tillIds: field('Till ids.'),
    storeIds: field('Store ids.'),
    zoneIds: field('Zone ids.'),
    conceptIds: field('Concept ids.'),
    ids: field('Ids of any level, which is imprecise: better name the level.'),
  };
}

/** Whether a limited grant says to what it is limited. */
export function isLimited(limits: EntityLimits): boolean {
  return LIMIT_KINDS.some((kind) => limits[kind] !== undefined);
}
