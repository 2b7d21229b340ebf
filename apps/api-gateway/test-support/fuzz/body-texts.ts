import fc from 'fast-check';
import { HOSTILE_JSON, HOSTILE_TEXTS } from './hostile-values';
import { type Schema, valuesOf } from './schema-values';

const HOLE = 'a-hole-to-be-filled';
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Bodies for a route, from what it takes to what is no JSON at all. */
export function bodyTexts(schema: Schema, examples: readonly unknown[]): fc.Arbitrary<string | Buffer> {
  const generated = valuesOf(schema);
  const valid = (examples.length > 0 ? fc.oneof(fc.constantFrom(...examples), generated) : generated) as fc.Arbitrary<Json>;
  const spelled = valid.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 6, arbitrary: spelled },
    { weight: 10, arbitrary: changed(valid) },
    { weight: 2, arbitrary: fc.json({ maxDepth: 5 }) },
    { weight: 3, arbitrary: broken(spelled) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_JSON) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

const hostileJson = fc.oneof(
  fc.constantFrom(...HOSTILE_JSON),
  fc.constantFrom(...HOSTILE_TEXTS).map((text) => JSON.stringify(text)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => JSON.stringify(text)),
  fc.double().map((value) => JSON.stringify(value)),
);
const hostileKey = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.constantFrom('orgId', 'requesterId', 'checkerId', 'state', 'hostname', 'id'),
);

/** Valid but for one place: another value there, one more field beside it, or none. */
function changed(valid: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  return fc
    .tuple(valid, fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'double', 'wrap'), hostileJson, hostileKey)
    .map(([value, at, change, json, key]) => {
      const places = placesIn(value);
      const path = places[at % places.length] ?? [];
      const other = changeAt(value, path, (old) => changeOf(change, old, key));
      if (other === undefined) return '';
      return JSON.stringify(other).replace(`"${HOLE}"`, () => json);
    });
}

function changeOf(change: string, old: Json, key: string): Json | undefined {
  if (change === 'remove') return undefined;
  if (change === 'wrap') return [old];
  if (change === 'double') return [old, old];
  if (change === 'add' && isObject(old)) return { ...old, [key]: HOLE };
  return HOLE;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths of all values inside, the whole one first. */
function placesIn(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inside.flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

function changeAt(value: Json, [key, ...rest]: readonly string[], change: (old: Json) => Json | undefined): Json | undefined {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((member: Json, index) => (String(index) === key ? (changeAt(member, rest, change) ?? null) : member));
  const { [key]: old, ...others } = value as { readonly [key: string]: Json };
  const replaced = changeAt(old ?? null, rest, change);
  return replaced === undefined ? others : { ...others, [key]: replaced };
}

/** A text that was cut, has something put in, or comes twice. */
function broken(spelled: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(spelled, fc.nat(), fc.constantFrom('cut', 'insert', 'twice', 'mark'), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([text, at, damage, insert]) => {
      const place = at % (text.length + 1);
      if (damage === 'cut') return text.slice(0, place);
      if (damage === 'twice') return text + text;
      if (damage === 'mark') return `\ufeff${text}`;
      return text.slice(0, place) + insert + text.slice(place);
    });
}
