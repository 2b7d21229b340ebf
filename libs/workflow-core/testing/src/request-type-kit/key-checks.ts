import type { RequestType } from '@countersign/contract';
import { type ConformanceCheck, type NamedPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isScalar, jsonCopy, jsonPlaces, withValueAt } from './json-places';

type KeyName = 'naturalKey' | 'loyaltyKey';

export const KEY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'derives its natural key from the stated fields alone', problems: (...all) => keyProblems('naturalKey', ...all) },
  { name: 'derives its loyalty key from the stated fields alone', problems: (...all) => keyProblems('loyaltyKey', ...all) },
  { name: 'replays in doubt only where the same call twice has one effect', problems: unsafeReplays },
];

function keyProblems(key: KeyName, definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const fields = fixtures[`${key}Fields`];
  const unseen = fields.filter((field) => !validPayloads(fixtures).some(({ payload }) => placeOf(payload, field)));
  return [
    ...unseen.map((field) => `${key} is said to use ${field}, which no valid payload has`),
    ...validPayloads(fixtures).flatMap((valid) =>
      withoutThrowing(`${key} of "${valid.name}"`, () => unfaithfulKeys(key, definition, fields, valid)),
    ),
  ];
}

function unfaithfulKeys(key: KeyName, definition: RequestType, fields: readonly string[], { name, payload }: NamedPayload): string[] {
  const before = definition[key](payload);
  if (before !== undefined && (typeof before !== 'string' || before === '')) return [`${key} of "${name}" is neither text nor absent`];
  if (definition[key](reordered(payload)) !== before) return [`${key} of "${name}" changes with the order of its fields`];
  return jsonPlaces(payload)
    .filter(({ value }) => isScalar(value))
    .flatMap(({ pointer, value }) => {
      const isChanged = definition[key](withValueAt(payload, pointer, otherThan(value))) !== before;
      if (isChanged === fields.includes(pointer)) return [];
      return [isChanged ? `${key} of "${name}" changes with ${pointer}` : `${key} of "${name}" does not change with ${pointer}`];
    });
}

function placeOf(payload: unknown, pointer: string): boolean {
  return jsonPlaces(payload).some((place) => place.pointer === pointer);
}

function otherThan(value: unknown): unknown {
  return typeof value === 'number' ? value + 1 : `${String(value)}x`;
}

/** The same payload with the keys of every object the other way round. */
function reordered(payload: unknown): unknown {
  if (isScalar(payload)) return payload;
  if (Array.isArray(payload)) return payload.map(reordered);
  const entries = Object.entries(jsonCopy(payload) as Record<string, unknown>);
  return Object.fromEntries(entries.reverse().map(([key, value]) => [key, reordered(value)]));
}

function unsafeReplays(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    withoutThrowing(`whenInDoubt of "${name}"`, () => {
      const next: string = definition.whenInDoubt(payload);
      if (next === 'hold') return [];
      if (next !== 'replay') return [`whenInDoubt of "${name}" is neither replay nor hold`];
      const isProven = definition.loyaltyKey(payload) !== undefined || Boolean(fixtures.replayProof);
      return isProven ? [] : [`"${name}" is replayed without a loyalty key and without a replayProof`];
    }),
  );
}
