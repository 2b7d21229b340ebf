type Place = Readonly<Record<string, unknown>>;

/**
 * Where a request belongs, with what its payload says of it where the form left it open: the gateway takes no request whose payload
 * names another place than the request's own.
 * @param entityFields by JSON pointer into the payload, the field of `entityInfo`
 */
export function placeOf(typed: unknown, payload: unknown, entityFields: Readonly<Record<string, string>>): Place {
  const named = Object.entries(entityFields).flatMap(([pointer, level]) => {
    const value = valueAt(payload, pointer.split('/').slice(1));
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[level, String(value)] as const] : [];
  });
  return { ...Object.fromEntries(named), ...(typeof typed === 'object' ? typed : {}) };
}

/** `*` stands for every element of a list; the first one will do, since all have to name the same place. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((place, segment) => {
    if (typeof place !== 'object' || place === null || (segment === '*') !== Array.isArray(place)) return undefined;
    return Reflect.get(place, segment === '*' ? '0' : segment) as unknown;
  }, value);
}
