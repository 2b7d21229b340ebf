import type { RequestSummary, RequestType } from '@countersign/contract';
import { type ConformanceCheck, type NamedPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';

/** What a template leaves behind when a part of it was empty or no text. */
const EMPTY_PART = /undefined|null|NaN|Infinity|\[object|\(\)|""|''| {2}/;

export const SUMMARY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'sums up every payload without empty parts', problems: summaryProblems },
  { name: 'states event fields that an event can hold', problems: eventFieldProblems },
];

function summaryProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    withoutThrowing(`describe of "${name}"`, () =>
      emptyParts(definition.describe(payload)).map((part) => `the summary of "${name}" has ${part}`),
    ),
  );
}

function emptyParts({ customer, reference, amount, line }: RequestSummary): string[] {
  return [
    ...(isText(customer) ? [] : ['no customer']),
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
