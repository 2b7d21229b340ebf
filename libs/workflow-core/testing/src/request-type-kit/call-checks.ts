import { sliceJson } from '@countersign/json-text';
import type { BuildCallContext, RequestType } from '@countersign/contract';
import { type ConformanceCheck, type NamedPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { isJsonObject } from './json-places';

export const CALL_CHECKS: readonly ConformanceCheck[] = [
  { name: 'builds a call that carries the query and body of the maker', problems: callProblems },
];

/** A call's context with a body spelled as no serializer of ours would spell it. */
export function sampleCall(payload: unknown): BuildCallContext<unknown> {
  const oddlySpelled = JSON.stringify(payload, undefined, '\t ');
  return { orgId: 0, requestId: '01900000-0000-7000-8000-000000000001', payload, bodyText: sliceJson(oddlySpelled, ['body']) ?? 'null' };
}

function callProblems(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap((valid) =>
    withoutThrowing(`buildCall of "${valid.name}"`, () => problemsOf(definition, fixtures, valid)),
  );
}

function problemsOf(definition: RequestType, { sendsBodyUnchanged }: RequestTypeFixtures, { name, payload }: NamedPayload): string[] {
  const context = sampleCall(payload);
  const call = definition.buildCall(context);
  const problems = Object.entries(makersQuery(payload))
    .filter(([parameter, value]) => call.query[parameter] !== value)
    .map(([parameter]) => `the call of "${name}" loses or changes the query parameter ${parameter}`);
  if (Object.values(call.query).some((value) => typeof value !== 'string')) problems.push(`the query of "${name}" holds more than text`);
  if (sendsBodyUnchanged && call.bodyText !== context.bodyText) problems.push(`the body of "${name}" is not sent byte for byte`);
  if (!sendsBodyUnchanged) JSON.parse(call.bodyText);
  return problems;
}

function makersQuery(payload: unknown): Record<string, unknown> {
  return isJsonObject(payload) && isJsonObject(payload['queryParams']) ? payload['queryParams'] : {};
}
