import { type EntityLimits, type Grant, LIMIT_KINDS, LIMIT_NAMES } from './actor';

/** Whether somebody with the held grants may do all that this grant permits: every place of it lies within one of them. */
export function isHeld({ name, limitedTo }: Grant, held: readonly Grant[]): boolean {
  const own = held.filter((grant) => grant.name === name);
  const isPartOf = name === 'CanMakeRequest' ? isNarrowerToMake : isNarrower;
  return placesOf(limitedTo).every((place) => own.some((grant) => grant.limitedTo === undefined || isPartOf(place, grant.limitedTo)));
}

/** One for each id of the first kind of ids, since several grants may cover them together. */
function placesOf(limits: EntityLimits | undefined): readonly (EntityLimits | undefined)[] {
  if (limits === undefined) return [undefined];
  const first = LIMIT_KINDS.find((name) => limits[name] !== undefined);
  return first === undefined ? [] : (limits[first] ?? []).map((id) => ({ ...limits, [first]: [id] }));
}

/** Whether whatever is within these limits is within the wider ones too. */
function isNarrower(limits: EntityLimits | undefined, wider: EntityLimits): boolean {
  if (limits === undefined) return false;
  const isWithinLevels = LIMIT_NAMES.every((name) => isPart(limits[name], wider[name]));
  if (wider.ids === undefined) return isWithinLevels;
  return isWithinLevels && LIMIT_KINDS.some((name) => limits[name] !== undefined && isPart(limits[name], wider.ids));
}

/** A request may state what the grant to make it names: a till more narrows where it holds, and is one more thing to state. */
function isNarrowerToMake(limits: EntityLimits | undefined, wider: EntityLimits): boolean {
  if (limits === undefined) return false;
  const isNamed = LIMIT_KINDS.every((kind) => isPart(limits[kind] ?? [], [...(wider[kind] ?? []), ...(wider.ids ?? [])]));
  return isNamed && isNarrower(limits, wider);
}

function isPart(ids: readonly string[] | undefined, of: readonly string[] | undefined): boolean {
  return of === undefined || (ids !== undefined && ids.every((id) => of.includes(id)));
}
