import type { ExclusiveFields, RequestType } from '@countersign/contract';
import { type ConformanceCheck, validPayloads } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isJsonObject, valueAt, withValueAt } from './json-places';
import { schemaFields } from './schema-fields';

export const EXCLUSIVE_CHECKS: readonly ConformanceCheck[] = [
  { name: 'refuses a second name of one thing', problems: acceptedSecondNames },
];

function acceptedSecondNames(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const known = new Set(schemaFields(definition));
  return (definition.exclusiveFields ?? []).flatMap((group) => {
    const unknown = group.filter((pointer) => !known.has(pointer));
    if (unknown.length > 0) return unknown.map((pointer) => `exclusiveFields names ${pointer}, which the payload's schema does not have`);
    const pairs = namedTwice(group, fixtures);
    if (pairs.length === 0) return [`no valid payload has ${group.join(' or ')}, so that a second one could be tried`];
    return pairs
      .filter(({ payload }) => definition.payload.safeParse(payload).success)
      .map(({ what }) => `${what} is accepted, and they name one thing`);
  });
}

/** Every valid payload that has a field of the group, with another field of the group filled as some valid payload fills it. */
function namedTwice(group: ExclusiveFields, fixtures: RequestTypeFixtures) {
  const fields = group.map((pointer) => pointer.replaceAll('*', '0'));
  const payloads = validPayloads(fixtures);
  const samples = new Map(
    fields.flatMap((field) =>
      payloads.map(({ payload }) => [field, valueAt(payload, field)] as const).filter(([, value]) => isFilled(value)),
    ),
  );
  return payloads.flatMap(({ name, payload }) =>
    fields
      .filter((first) => isFilled(valueAt(payload, first)))
      .flatMap((first) =>
        fields
          .filter(
            (second) => second !== first && samples.has(second) && isJsonObject(valueAt(payload, second.slice(0, second.lastIndexOf('/')))),
          )
          .map((second) => ({ what: `"${name}" with ${first} and ${second}`, payload: withValueAt(payload, second, samples.get(second)) })),
      ),
  );
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== '';
}
