import { ENTITY_LEVELS, type EntityInfo, type EntityLevel, type Problem } from '@countersign/contract';
import { type Actor, type EntityLimits, isWithin, LIMIT_NAMES } from './actor';
import { PLACES } from './misplaced-fields';

/**
 * What is wrong with the places of a request: no grant to make covers them, or the one that does says nothing of some of them. A maker of a
 * till who could state any store would choose by it whose checkers decide. Of several grants one has to name them all.
 */
export function statedPlaceProblems(actor: Actor, orgId: number, entity: EntityInfo): Problem[] {
  const covering = (actor.orgs.get(orgId) ?? []).filter(({ name, limitedTo }) => name === 'CanMakeRequest' && isWithin(limitedTo, entity));
  const [fewest] = covering.map(({ limitedTo }) => unnamedLevels(limitedTo, entity)).toSorted((one, other) => one.length - other.length);
  if (!fewest) return [{ kind: 'no-permission', message: 'CanMakeRequest is missing for this org or for the entity ids of this request.' }];
  return fewest.map((level) => ({
    kind: 'no-permission',
    message: `Field entityInfo.${level}: your grant CanMakeRequest is limited and does not name this ${PLACES[level]}; leave the field out.`,
    reference: `/entityInfo/${level}`,
  }));
}

function unnamedLevels(limits: EntityLimits | undefined, entity: EntityInfo): readonly EntityLevel[] {
  if (limits === undefined) return [];
  return ENTITY_LEVELS.filter((level, index) => {
    const [id, name] = [entity[level], LIMIT_NAMES[index]];
    const named = [...((name && limits[name]) ?? []), ...(limits.ids ?? [])];
    return id !== undefined && !named.includes(id);
  });
}
