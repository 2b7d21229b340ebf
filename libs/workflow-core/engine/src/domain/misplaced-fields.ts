import { type EntityLevel, type MisplacedField, payloadReference, type Problem } from '@countersign/contract';

/** Levels in words. */
export const PLACES: Readonly<Record<EntityLevel, string>> = { tillId: 'till', storeId: 'store', zoneId: 'zone', conceptId: 'concept' };

/**
 * What is wrong with fields that name another place than the request's own: beyond the grant of somebody who is limited to places,
 * and a contradiction for everybody else.
 */
export function misplacedProblems(fields: readonly MisplacedField[], kind: 'no-permission' | 'invalid-payload'): Problem[] {
  return fields.map(({ pointer, level }) => ({
    kind,
    message: `Field ${pointer.slice(1).replaceAll('/', '.')} must name the ${PLACES[level]} of this request, which is ${level} in entityInfo.`,
    reference: payloadReference(pointer),
  }));
}
