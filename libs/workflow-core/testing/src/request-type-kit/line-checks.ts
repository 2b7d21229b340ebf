import type { RequestType } from '@countersign/contract';
import { sampleCall } from './call-checks';
import { type ConformanceCheck, type NamedPayload, validPayloads } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isJsonObject, isScalar, type JsonPlace, jsonPlaces, otherValue, valueAt, withValueAt } from './json-places';

export const LINE_CHECKS: readonly ConformanceCheck[] = [
  { name: 'has another line for every other target and amount', problems: equalLines },
  { name: 'asks for the same by the same call alone', problems: equalMeanings },
  { name: 'asks for something else by another value of what is freely spelled', problems: unheardValues },
  { name: 'asks for the same by another value of what is not in its meaning', problems: heardValues },
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
  const { freelySpelled = [], notInMeaning = [] } = fixtures;
  const callOf = (payload: unknown): string => callInPlain(definition, payload, [...freelySpelled, ...notInMeaning]);
  return unlike(definition, fixtures, (payload) => meaningOf(definition, payload), callOf).map(
    ({ one, other }) => `"${one}" and "${other}" ask for the same and make different calls`,
  );
}

/** Several spellings are several of one value: whoever ignores the field altogether takes everything for the same. */
function unheardValues(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return (fixtures.freelySpelled ?? []).flatMap((freely) => {
    const tries = validPayloads(fixtures).flatMap((valid) => triesBelow(freely, valid, definition, fixtures));
    if (tries.length === 0) return [`no valid payload has another value at ${freely}: state one`];
    const heard = new Set(tries.filter(({ isHeard }) => isHeard).map(({ pointer }) => pointer));
    const unheard = new Set(tries.map(({ pointer }) => pointer).filter((pointer) => !heard.has(pointer)));
    return [...unheard].map((pointer) => `whatever stands at ${pointer}, the same is asked for`);
  });
}

/** What is said to mean nothing must mean nothing: by a wrong pointer, or one to an amount, two requests would be taken for one. */
function heardValues(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return (fixtures.notInMeaning ?? []).flatMap((pointer) => {
    const tries = validPayloads(fixtures).flatMap((valid) => triesBelow(pointer, valid, definition, fixtures));
    if (tries.length === 0) return [`no valid payload has another value at ${pointer}: state one`];
    return tries.some(({ isHeard }) => isHeard) ? [`another value at ${pointer} asks for something else`] : [];
  });
}

/** Another value at each place of a field, and whether it changes what is asked for. */
function triesBelow(
  above: string,
  valid: NamedPayload,
  definition: RequestType,
  fixtures: RequestTypeFixtures,
): { readonly pointer: string; readonly isHeard: boolean }[] {
  const meaning = meaningOf(definition, valid.payload);
  return scalarsOf(valid.payload)
    .filter(({ pointer }) => `${pointer}/`.startsWith(`${above}/`))
    .flatMap((place) =>
      otherValuesAt(valid, place, fixtures)
        .filter(({ payload }) => ![undefined, place.value].includes(valueAt(payload, place.pointer)))
        .filter((other) => isValid(definition, other))
        .map(({ payload }) => ({ pointer: place.pointer, isHeard: meaningOf(definition, payload) !== meaning })),
    );
}

function meaningOf(definition: RequestType, payload: unknown): string {
  return JSON.stringify(plain(definition.asksFor ? definition.asksFor(payload) : payload, '', []));
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
    .filter((one) => isValid(definition, one))
    .flatMap(({ name, payload }) => {
      const [key, call] = [keyOf(payload), callOf(payload)];
      const first = byKey.get(key) ?? { name, call };
      byKey.set(key, first);
      return first.call === call ? [] : [{ one: name, other: first.name, key }];
    });
}

function isValid(definition: RequestType, { payload }: NamedPayload): boolean {
  return definition.payload.safeParse(payload).success;
}

function callInPlain(definition: RequestType, payload: unknown, notInLine: readonly string[]): string {
  const { query, bodyText } = definition.buildCall(sampleCall(payload));
  return JSON.stringify(plain({ queryParams: query, body: JSON.parse(bodyText) as unknown }, '', notInLine));
}

/** Each with one field that says something else, is left out, or has changed places with another field of its object. */
function variantsOf(valid: NamedPayload, fixtures: RequestTypeFixtures): NamedPayload[] {
  const { name, payload } = valid;
  const others = validPayloads(fixtures).map((other) => other.payload);
  return scalarsOf(payload).flatMap((place) => {
    const { pointer, value } = place;
    const above = pointer.slice(0, pointer.lastIndexOf('/'));
    const siblings = new Set(others.flatMap((other) => keysOf(valueAt(other, above))).map((key) => `${above}/${key}`));
    const without = withValueAt(payload, pointer, undefined);
    return [
      ...otherValuesAt(valid, place, fixtures),
      ...[...siblings].map((sibling) => ({ name: `${name}, ${pointer} at ${sibling}`, payload: withValueAt(without, sibling, value) })),
    ];
  });
}

/** With a value that looks like the one that stands there, and with what the other fixtures have there, which may be nothing. */
function otherValuesAt({ name, payload }: NamedPayload, { pointer, value }: JsonPlace, fixtures: RequestTypeFixtures): NamedPayload[] {
  const seen = validPayloads(fixtures).map((other) => valueAt(other.payload, pointer));
  return [otherValue(value), ...seen.filter(isScalar)].map((other) => ({
    name: `${name}, ${JSON.stringify(other)} at ${pointer}`,
    payload: withValueAt(payload, pointer, other),
  }));
}

function scalarsOf(payload: unknown): JsonPlace[] {
  return jsonPlaces(payload).filter(({ value }) => isScalar(value));
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
