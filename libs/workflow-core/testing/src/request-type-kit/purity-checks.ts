import { isDeepStrictEqual } from 'node:util';
import type { RequestType } from '@countersign/contract';
import { sampleCall } from './call-checks';
import { type ConformanceCheck, validPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures } from './fixtures';
import { frozenCopy, jsonCopy } from './json-places';

export const PURITY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'answers alike for the same payload and changes nothing', problems: impureFunctions },
  { name: 'judges the same answer alike and changes nothing', problems: impureJudgements },
];

function impureFunctions(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    Object.entries(functionsOf(definition)).flatMap(([called, call]) =>
      withoutThrowing(`${called} of "${name}"`, () => {
        const before = call(frozenCopy(payload));
        return isDeepStrictEqual(call(jsonCopy(payload)), before) ? [] : [`${called} of "${name}" answers differently the second time`];
      }),
    ),
  );
}

function functionsOf(definition: RequestType): Record<string, (payload: unknown) => unknown> {
  const rules = (definition.rules ?? []).map((rule) => [`rule ${rule.name}`, (payload: unknown) => rule.check({ payload })] as const);
  return {
    'payload schema': (payload) => definition.payload.parse(payload),
    describe: (payload) => definition.describe(payload),
    naturalKey: (payload) => definition.naturalKey(payload),
    loyaltyKey: (payload) => definition.loyaltyKey(payload),
    whenInDoubt: (payload) => definition.whenInDoubt(payload),
    asksFor: (payload) => definition.asksFor?.(payload),
    buildCall: (payload) => definition.buildCall(sampleCall(payload)),
    'eventFields of a pending request': (payload) => definition.eventFields?.({ payload, phase: 'pending' }),
    'eventFields of a finished request': (payload) => definition.eventFields?.({ payload, phase: 'terminal' }),
    ...Object.fromEntries(rules),
  };
}

function impureJudgements(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fixtures.answers.flatMap(({ name, status, body, to }) =>
    withoutThrowing(`interpretResponse of "${name}"`, () => {
      const { payload } = validPayload(fixtures, to);
      const judge = () => definition.interpretResponse({ status, headers: {}, body: frozenCopy(body) }, { payload: frozenCopy(payload) });
      return isDeepStrictEqual(judge(), judge()) ? [] : [`answer "${name}" is judged differently the second time`];
    }),
  );
}
