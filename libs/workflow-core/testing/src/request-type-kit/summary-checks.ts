import type { RequestSummary, RequestType } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import { type ConformanceCheck, type NamedPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isScalar, jsonPlaces, withValueAt } from './json-places';

/** What a template leaves behind when a part of it was empty or no text. */
const EMPTY_PART = /undefined|null|NaN|Infinity|\[object|\(\)|""|''| {2}/;

export const SUMMARY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'sums up every payload without empty parts', problems: summaryProblems },
  { name: 'names every customer of a payload, and nobody else', problems: customerProblems },
  {
    name: 'shows an amount as it is written, and takes it in no other spelling',
    problems: (...of) => [...textProblems(...of), ...numberProblems(...of)],
  },
  { name: 'states event fields that an event can hold', problems: eventFieldProblems },
];

function summaryProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    withoutThrowing(`describe of "${name}"`, () =>
      emptyParts(definition.describe(payload)).map((part) => `the summary of "${name}" has ${part}`),
    ),
  );
}

/** Another value at a customer's field changes who is named; at any other field it does not. */
function customerProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const isCustomer = (pointer: string) => fixtures.customerFields.some((field) => pointer === field || pointer.startsWith(`${field}/`));
  const places = validPayloads(fixtures).flatMap(({ name, payload }) =>
    jsonPlaces(payload).flatMap(({ pointer, value }) => (isScalar(value) && value !== '' ? [{ name, payload, pointer, value }] : [])),
  );
  const unseen = fixtures.customerFields.filter(
    (field) => !places.some(({ pointer }) => pointer === field || pointer.startsWith(`${field}/`)),
  );
  return [
    ...unseen.map((field) => `${field} is said to name a customer, and no valid payload has one there`),
    ...places.flatMap(({ name, payload, pointer, value }) =>
      withoutThrowing(`describe of "${name}"`, () => {
        const named = customersOf(definition.describe(payload));
        const isNamed =
          named.includes(String(value)) && !customersOf(definition.describe(withValueAt(payload, pointer, 7))).includes(String(value));
        if (isNamed === isCustomer(pointer)) return [];
        return [
          isNamed
            ? `the summary of "${name}" takes ${pointer} for a customer`
            : `the summary of "${name}" does not name the customer at ${pointer}`,
        ];
      }),
    ),
  ];
}

function customersOf({ customer, otherCustomers = [] }: RequestSummary): string[] {
  return [customer, ...otherCustomers];
}

const OTHER_SPELLINGS = [
  '1e2',
  '1E+2',
  '0x64',
  '0b1',
  ' 100',
  '100 ',
  '+100',
  '100.',
  '.5',
  '00100',
  '1_000',
  '1,000',
  '\uff11\uff10\uff10',
  '-0',
  'NaN',
  'Infinity',
];

/** Of a number: core refuses every spelling but that which is shown, and that with zeros behind the point. */
function numberProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) => {
    const { amount } = definition.describe(payload);
    return jsonPlaces(payload)
      .filter(({ value, pointer }) => value === amount && definition.payload.safeParse(withValueAt(payload, pointer, 2.5)).success)
      .flatMap(({ pointer }) => {
        const spelled = '2.500';
        const written = (path: readonly string[]) => (jsonPointer(path) === pointer ? spelled : undefined);
        const { line } = definition.describe(withValueAt(payload, pointer, 2.5), written);
        return line.includes(spelled) ? [] : [`the line of "${name}" shows the amount at ${pointer} otherwise than it is written`];
      });
  });
}

/** Of a text that stands for the amount. */
function textProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) => {
    const { amount } = definition.describe(payload);
    const isAmount = (value: unknown) => typeof value === 'string' && value !== '' && Number(value) === amount;
    return jsonPlaces(payload)
      .filter(({ value }) => isAmount(value))
      .flatMap(({ pointer }) => {
        const takes = (text: string) => definition.payload.safeParse(withValueAt(payload, pointer, text)).success;
        const spelled = '2.500';
        const written = (path: readonly string[]) => (jsonPointer(path) === pointer ? JSON.stringify(spelled) : undefined);
        const { line } = definition.describe(withValueAt(payload, pointer, spelled), written);
        const isShown = line.includes(spelled) && !line.includes(JSON.stringify(spelled));
        return [
          ...OTHER_SPELLINGS.filter(takes).map((text) => `the amount at ${pointer} of "${name}" is taken as ${JSON.stringify(text)}`),
          ...(takes(spelled) && !isShown ? [`the line of "${name}" shows the amount at ${pointer} otherwise than it is written`] : []),
        ];
      });
  });
}

function emptyParts({ customer, otherCustomers = [], reference, amount, line }: RequestSummary): string[] {
  return [
    ...(isText(customer) ? [] : ['no customer']),
    ...(otherCustomers.every(isText) ? [] : ['another customer who is empty']),
    ...(new Set([customer, ...otherCustomers]).size === otherCustomers.length + 1 ? [] : ['a customer twice']),
    ...(reference === undefined || isText(reference) ? [] : ['an empty reference']),
    ...(amount === undefined || Number.isFinite(amount) ? [] : ['an amount that is no number']),
    ...(isText(line) && line.trim() === line ? [] : ['an empty or ragged line']),
    ...(EMPTY_PART.test(line) ? ['a line with an empty part'] : []),
  ];
}

function eventFieldProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap((valid) =>
    withoutThrowing(`eventFields of "${valid.name}"`, () => [
      ...unfitFields(definition, valid, 'pending'),
      ...unfitFields(definition, valid, 'terminal'),
    ]),
  );
}

function unfitFields(definition: RequestType, { name, payload }: NamedPayload, phase: 'pending' | 'terminal'): string[] {
  const { reason } = definition.eventFields?.({ payload, phase }) ?? {};
  return reason === undefined || isText(reason) ? [] : [`the ${phase} event of "${name}" has an empty reason`];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
