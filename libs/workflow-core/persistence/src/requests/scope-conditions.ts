import { type EntityLimits, LIMIT_KINDS, LIMIT_NAMES, type ReadScope } from '@countersign/engine';

/** Adds a value to those of the statement and returns the name of its parameter. */
export type Parameter = (value: unknown) => string;

const COLUMNS = { tillIds: 'r.till_id', storeIds: 'r.store_id', zoneIds: 'r.zone_id', conceptIds: 'r.concept_id' } as const;

/** Whether the row `r` of `request` may be read, as a condition. */
export function scopeCondition(scope: ReadScope, parameter: Parameter): string {
  if (scope === 'whole-org') return 'true';
  return scope.length === 0 ? 'false' : `(${scope.map((limits) => limitsCondition(limits, parameter)).join(' or ')})`;
}

/** Rows of some places, each place found by the index of its column. */
export interface PlaceRead {
  readonly column: string;
  readonly ids: readonly string[];
  /** What else has to hold. */
  readonly condition: string;
}

/** Reads that together find all that may be read; a row may be found by several. */
export function placeReads(scope: readonly EntityLimits[], parameter: Parameter): readonly PlaceRead[] {
  return scope.flatMap((limits): PlaceRead[] => {
    const level = LIMIT_NAMES.find((name) => limits[name] !== undefined);
    if (level === undefined) return LIMIT_NAMES.map((name) => ({ column: COLUMNS[name], ids: distinct(limits.ids), condition: 'true' }));
    const { [level]: ids, ...others } = limits;
    return [{ column: COLUMNS[level], ids: distinct(ids), condition: limitsCondition(others, parameter) }];
  });
}

function distinct(ids: readonly string[] = []): readonly string[] {
  return [...new Set(ids)];
}

/** Conditions of which each is found by one index; together they hold for all that may be read. */
export function placesOf(scope: readonly EntityLimits[], parameter: Parameter): readonly string[] {
  return placeReads(scope, parameter).map(({ column, ids, condition }) => `${column} = any(${parameter(ids)}::text[]) and ${condition}`);
}

/** Every kind of ids has to hold. */
function limitsCondition(limits: EntityLimits, parameter: Parameter): string {
  const parts = LIMIT_KINDS.flatMap((kind) => {
    const ids = limits[kind];
    if (ids === undefined) return [];
    const named = `any(${parameter(ids)}::text[])`;
    const columns = kind === 'ids' ? Object.values(COLUMNS) : [COLUMNS[kind]];
    return [`(${columns.map((column) => `${column} = ${named}`).join(' or ')})`];
  });
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}
