import fc from 'fast-check';
import type { OpenapiDocument } from '../../src/platform/openapi/document';
import type { TestPerson } from '../tokens';
import { bodyTexts } from './body-texts';
import { CALLERS, headersOf } from './fuzzed-headers';
import { HOSTILE_TEXTS } from './hostile-values';
import { type Schema, valuesOf } from './schema-values';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

/** An operation of the API description. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, BodyContent>> };
}

interface BodyContent {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface FuzzedCall {
  readonly operation: Operation;
  readonly url: string;
  /** Absent for a call without a token, or with one of no use. */
  readonly as?: TestPerson;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What is there to be called upon: ids by the name of the parameter that takes them, or by path and name where a route takes but few. */
export type Ground = Readonly<Record<string, readonly string[]>>;

/** Stands in the examples of the API description where a caller puts the id of a request of theirs. */
const EXAMPLE_ID = /0199d3a4-5b6c-7d8e-9f01-23456789abcd/g;

/** Stand in examples, and are taken as soon as they were used once: the name of a webhook, the reference of a redemption. */
const USED_ONCE = /"(name|external_reference_number)":"(crm|ACR-1001)"/g;

export function operationsOf({ paths }: OpenapiDocument): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ ...(operation as Omit<Operation, 'method' | 'path'>), method, path })),
  );
}

export function contentOf({ requestBody }: Operation): BodyContent | undefined {
  return requestBody?.content['application/json'];
}

/** Calls of this route, from what it takes to what nobody should send. */
export function callsOf(operation: Operation, ground: Ground): fc.Arbitrary<FuzzedCall> {
  const content = contentOf(operation);
  const variants = content?.schema.anyOf ?? [undefined];
  return fc.oneof(
    ...variants.map((variant, index) => {
      const [type, example] = Object.entries(content?.examples ?? {})[index] ?? [];
      const own = variant && example ? { ...operation, type, content: { schema: variant, examples: [example.value] } } : undefined;
      return callsWith(operation, ground, own ?? { content: content && allOf(content) });
    }),
  );
}

function allOf({ schema, examples = {} }: BodyContent): Content {
  return { schema, examples: Object.values(examples).map(({ value }) => value) };
}

interface Content {
  readonly schema: Schema;
  readonly examples: readonly unknown[];
}

function callsWith(
  operation: Operation,
  ground: Ground,
  { type, content }: { readonly type?: string | undefined; readonly content: Content | undefined },
): fc.Arbitrary<FuzzedCall> {
  const id = fc.constantFrom(...(ground['requestId'] ?? ['0']));
  const body = content ? bodyTexts(content.schema, content.examples) : fc.constantFrom(undefined, undefined, undefined, '{}', '[]', 'x');
  return fc
    .record({
      path: pathsOf(operation, ground, type),
      query: queriesOf(operation, ground),
      headers: headersOf(content !== undefined),
      as: fc.constantFrom(...CALLERS),
      body: fc
        .tuple(body, id, fc.nat())
        .map(([text, known, number]) =>
          typeof text === 'string' ? text.replaceAll(EXAMPLE_ID, known).replaceAll(USED_ONCE, `"$1":"$2-${number}"`) : text,
        ),
    })
    .map(({ path, query, headers, as, body: sent }) => ({
      operation,
      url: query === '' ? path : `${path}?${query}`,
      headers,
      ...(as && { as }),
      ...(sent !== undefined && { body: sent }),
    }));
}

function pathsOf({ path, parameters }: Operation, ground: Ground, type: string | undefined): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const values = inPath.map(({ name, schema }) => {
    const known = name === 'type' && type !== undefined ? [type] : (ground[`${path} ${name}`] ?? ground[name]);
    return fc.oneof(
      { weight: known ? 12 : 0, arbitrary: fc.constantFrom(...(known ?? [''])) },
      { weight: 3, arbitrary: valuesOf(schema).map(String) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 300)) },
    );
  });
  return fc
    .tuple(...values)
    .map((chosen) => inPath.reduce((url, { name }, index) => url.replace(`{${name}}`, () => segment(chosen[index] ?? '')), path));
}

/** Also for text that has no UTF-8 form. */
function segment(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function queriesOf({ parameters }: Operation, ground: Ground): fc.Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === 'query');
  const hostile = fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 3_000)),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const pair = fc.oneof(
    ...names.map(({ name, schema }) =>
      fc
        .oneof(
          { weight: 3, arbitrary: ground[name] ? fc.constantFrom(...ground[name]) : valuesOf(schema).map(String) },
          { weight: 2, arbitrary: hostile },
        )
        .map((value) => `${name}=${segment(value)}`),
    ),
    hostile.map((text) => `${segment(text)}=1`),
    fc.constantFrom(
      'limit[]=1',
      'limit=1&limit=2',
      '__proto__=1',
      'constructor[prototype]=1',
      'state=a&state=b',
      '=',
      '%',
      '%00=%00',
      'cursor=%ff',
      '?',
      '#',
    ),
  );
  if (names.length === 0) return fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: pair });
  // One alone too: what is wrong with it is not hidden behind another one.
  const known = names.map(({ name, schema }) =>
    (ground[name] ? fc.constantFrom(...ground[name]) : valuesOf(schema)).map((value) => `${name}=${segment(String(value))}`),
  );
  return fc.oneof(
    fc.oneof(...known),
    fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')),
  );
}
