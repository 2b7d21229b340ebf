import type { RequestType } from '@countersign/contract';
import { sampleCall } from './call-checks';
import { type ConformanceCheck, type NamedPayload, validPayloads } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isJsonObject, isScalar, jsonPlaces, otherValue, valueAt, withValueAt } from './json-places';

/** Of a request that names no place. */
const NOWHERE = {};

export const LINE_CHECKS: readonly ConformanceCheck[] = [
  { name: 'has another line for every other target and amount', problems: equalLines },
  { name: 'asks for the same by the same call alone', problems: equalMeanings },
];

/** Many decide by the line alone: two payloads that have the same one make the same call, but for what changes neither whom nor what it hits. */
function equalLines(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const callOf = (payload: unknown): string => callInPlain(definition, payload, fixtures.notInLine ?? []);
  return unlike(definition, fixtures, (payload) => definition.describe(payload).line, callOf).map(
    ({ one, other, key }) => `"${one}" and "${other}" have one line and make different calls: ${key}`,
  );
}

/** A warning that the same was asked for before is believed. */
function equalMeanings(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const meaningOf = (payload: unknown): string =>
    JSON.stringify(plain(definition.asksFor ? definition.asksFor(payload, NOWHERE) : payload, '', []));
  return unlike(definition, fixtures, meaningOf, (payload) => callInPlain(definition, payload, fixtures.freelySpelled ?? [])).map(
    ({ one, other }) => `"${one}" and "${other}" ask for the same and make different calls`,
  );
}

/** Payloads, those of the fixtures and such as differ from one in a field, that have one key and not one call. */
function unlike(
  definition: RequestType,
  fixtures: RequestTypeFixtures,
  keyOf: (payload: unknown) => string,
  callOf: (payload: unknown) => string,
): { readonly one: string; readonly other: string; readonly key: string }[] {
  const byKey = new Map<string, { readonly name: string; readonly call: string }>();
  return validPayloads(fixtures)
    .flatMap((valid) => [valid, ...variantsOf(valid, fixtures)])
    .filter(({ payload }) => definition.payload.safeParse(payload).success)
    .flatMap(({ name, payload }) => {
      const [key, call] = [keyOf(payload), callOf(payload)];
      const first = byKey.get(key) ?? { name, call };
      byKey.set(key, first);
      return first.call === call ? [] : [{ one: name, other: first.name, key }];
    });
}

function callInPlain(definition: RequestType, payload: unknown, notInLine: readonly string[]): string {
  const { query, bodyText } = definition.buildCall(sampleCall(payload));
  return JSON.stringify(plain({ queryParams: query, body: JSON.parse(bodyText) as unknown }, '', notInLine));
}

/** Each with one field that says something else, is left out, or has changed places with another field of its object. */
function variantsOf({ name, payload }: NamedPayload, fixtures: RequestTypeFixtures): NamedPayload[] {
  const others = validPayloads(fixtures).map((valid) => valid.payload);
  return jsonPlaces(payload)
    .filter(({ value }) => isScalar(value))
    .flatMap(({ pointer, value }) => {
      const seen = others.map((other) => valueAt(other, pointer)).filter(isScalar);
      const above = pointer.slice(0, pointer.lastIndexOf('/'));
      const siblings = new Set(others.flatMap((other) => keysOf(valueAt(other, above))).map((key) => `${above}/${key}`));
      const without = withValueAt(payload, pointer, undefined);
      return [
        ...[otherValue(value), ...seen].map((other) => ({
          name: `${name}, ${JSON.stringify(other)} at ${pointer}`,
          payload: withValueAt(payload, pointer, other),
        })),
        ...[...siblings].map((sibling) => ({
          name: `${name}, ${pointer} at ${sibling}`,
          payload: withValueAt(without, sibling, value),
        })),
      ];
    });
}

function keysOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

/** What of a call is to be told apart: not the spelling of a scalar, a list of one, an empty text or what has no effect on the target. */
function plain(value: unknown, pointer: string, notInLine: readonly string[]): unknown {
  if (notInLine.includes(pointer) || value === '' || value === undefined) return undefined;
  if (Array.isArray(value) && value.length > 1) return value.map((element, index) => plain(element, `${pointer}/${index}`, notInLine));
  if (Array.isArray(value)) return plain(value[0], `${pointer}/0`, notInLine);
  if (!isJsonObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, plain(member, `${pointer}/${key}`, notInLine)]));
}
