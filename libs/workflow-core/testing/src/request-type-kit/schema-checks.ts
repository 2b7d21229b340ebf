import { isDeepStrictEqual } from 'node:util';
import { definitionProblems, fieldIssues, type RequestType } from '@countersign/contract';
import { z } from 'zod';
import { type ConformanceCheck, validPayload, validPayloads } from './conformance-check';
import type { InvalidPayload, RequestTypeFixtures } from './fixtures';
import { issuePointers } from './issue-pointers';
import { isJsonObject, isScalar, jsonPlaces, valueAt, withValueAt } from './json-places';

const UNKNOWN_FIELD = 'fieldThatNobodyDocumented';
const OTHER_VALUES = [null, true, 'x', '7', 7, [], {}];
/** Shorter texts stand in honest messages by chance. */
const SHORTEST_TELLING_VALUE = 4;

export const SCHEMA_CHECKS: readonly ConformanceCheck[] = [
  { name: 'is a sound definition', problems: (definition) => definitionProblems(definition) },
  { name: 'accepts every valid payload and never rewrites it', problems: rewrittenPayloads },
  { name: 'refuses an unknown field at every level and names it', problems: acceptedUnknownFields },
  { name: 'judges a changed value and never coerces it', problems: coercedValues },
  { name: 'refuses each invalid payload and names the field', problems: acceptedInvalidPayloads },
  { name: 'yields a JSON Schema that judges like the schema', problems: jsonSchemaProblems },
];

function rewrittenPayloads(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) => {
    const { success, data, error } = definition.payload.safeParse(payload);
    if (!success) return [`"${name}" is refused at ${issuePointers(error.issues).join(', ')}`];
    return isDeepStrictEqual(data, payload) ? [] : [`"${name}" is rewritten by the schema`];
  });
}

function acceptedUnknownFields(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    jsonPlaces(payload)
      .filter(({ value }) => isJsonObject(value))
      .flatMap(({ pointer }) => {
        const unknown = `${pointer}/${UNKNOWN_FIELD}`;
        return refusalProblems(definition, withValueAt(payload, unknown, 1), unknown, `"${name}" with an unknown field`);
      }),
  );
}

function coercedValues(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    jsonPlaces(payload)
      .filter(({ value }) => isScalar(value))
      .flatMap(({ pointer }) => OTHER_VALUES.map((value) => ({ pointer, changed: withValueAt(payload, pointer, value) })))
      .filter(({ changed }) => {
        const { success, data } = definition.payload.safeParse(changed);
        return success && !isDeepStrictEqual(data, changed);
      })
      .map(({ pointer }) => `"${name}" with another value at ${pointer} is coerced instead of judged`),
  );
}

function acceptedInvalidPayloads(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fixtures.invalid.flatMap((invalid) => {
    const payload = invalidPayload(invalid, fixtures);
    return refusalProblems(definition, payload, invalid.names ?? invalid.at, `invalid payload "${invalid.name}"`);
  });
}

function invalidPayload({ at, value, from }: InvalidPayload, fixtures: RequestTypeFixtures): unknown {
  return withValueAt(validPayload(fixtures, from).payload, at, value);
}

function refusalProblems({ payload: schema }: RequestType, payload: unknown, pointer: string, what: string): string[] {
  const { success, error } = schema.safeParse(payload);
  if (success) return [`${what} is accepted; ${pointer} must be refused`];
  const named = issuePointers(error.issues);
  if (!named.includes(pointer)) return [`${what} is refused at ${named.join(', ')} and not at ${pointer}`];
  const value = valueAt(payload, pointer);
  const isTold =
    typeof value === 'string' &&
    value.length >= SHORTEST_TELLING_VALUE &&
    fieldIssues(error.issues).some(({ message }) => message.includes(value));
  return isTold ? [`${what} is refused with a message that repeats the value sent`] : [];
}

function jsonSchemaProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const schemas = [definition.payload, ...(definition.config ? [definition.config] : [])];
  const unusable = schemas.flatMap((schema) => {
    const { error } = tryJsonSchema(schema);
    return error ? [`no JSON Schema can be made: ${error}`] : [];
  });
  const { schema } = tryJsonSchema(definition.payload);
  if (!schema) return unusable;
  const judged = [{ name: 'example', payload: definition.example }, ...validPayloads(fixtures)];
  const refused = judged.filter(({ payload }) => !schema.safeParse(payload).success);
  return [...unusable, ...refused.map(({ name }) => `the JSON Schema refuses the payload "${name}" that the schema accepts`)];
}

function tryJsonSchema(schema: z.ZodType): { schema?: z.ZodType; error?: string } {
  try {
    return { schema: z.fromJSONSchema(z.toJSONSchema(schema, { io: 'input' })) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
