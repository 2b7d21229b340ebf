import type { RequestTypeDescription } from './request-types';

/** A grant as the gateway tells it: limited to ids of places, or not. */
export interface HeldGrant {
  readonly grant: string;
  readonly limitedTo?: Readonly<Record<string, readonly string[]>>;
}

const FIELDS = { tillIds: 'tillId', storeIds: 'storeId', zoneIds: 'zoneId', conceptIds: 'conceptId' };

/** The fields of `entityInfo` that somebody's requests may hold; undefined where no limit rules any out. */
export function statablePlaces(grants: readonly HeldGrant[]): readonly string[] | undefined {
  const held = grants.filter(({ grant }) => grant === 'CanMakeRequest');
  if (held.some(({ limitedTo }) => !limitedTo || limitedTo['ids'])) return undefined;
  return Object.entries(FIELDS).flatMap(([kind, field]) => (held.some(({ limitedTo }) => limitedTo?.[kind]) ? [field] : []));
}

/** The type without the places that the gateway would refuse: they are neither asked for nor taken from the payload. */
export function withStatablePlaces(type: RequestTypeDescription, places: readonly string[] | undefined): RequestTypeDescription {
  if (!places) return type;
  const { entityInfoSchema, entityFields } = type;
  const properties = Object.entries(entityInfoSchema.properties ?? {}).filter(([field]) => places.includes(field));
  return {
    ...type,
    entityInfoSchema: { ...entityInfoSchema, properties: Object.fromEntries(properties) },
    entityFields: Object.fromEntries(Object.entries(entityFields).filter(([, field]) => places.includes(field))),
  };
}
