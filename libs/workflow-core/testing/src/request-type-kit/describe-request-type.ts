import type { RequestType } from '@countersign/contract';
import { ANSWER_CHECKS } from './answer-checks';
import { CALL_CHECKS } from './call-checks';
import type { ConformanceCheck } from './conformance-check';
import { CONTRADICTION_CHECKS } from './contradiction-checks';
import { ENTITY_CHECKS } from './entity-checks';
import { EXCLUSIVE_CHECKS } from './exclusive-checks';
import type { RequestTypeFixtures } from './fixtures';
import { KEY_CHECKS } from './key-checks';
import { LINE_CHECKS } from './line-checks';
import { PURITY_CHECKS } from './purity-checks';
import { RULE_CHECKS } from './rule-checks';
import { SCHEMA_CHECKS } from './schema-checks';
import { SUMMARY_CHECKS } from './summary-checks';
import { TEXT_CHECKS } from './text-checks';

/** Every promise of a request type, as pure functions that return what is broken. */
export const CONFORMANCE_CHECKS: readonly ConformanceCheck[] = [
  ...SCHEMA_CHECKS,
  ...ENTITY_CHECKS,
  ...EXCLUSIVE_CHECKS,
  ...TEXT_CHECKS,
  ...PURITY_CHECKS,
  ...SUMMARY_CHECKS,
  ...LINE_CHECKS,
  ...KEY_CHECKS,
  ...CALL_CHECKS,
  ...ANSWER_CHECKS,
  ...CONTRADICTION_CHECKS,
  ...RULE_CHECKS,
];

/**
 * The conformance suite of a request type, one jest test per promise. Every type passes it unedited: a promise that a type
 * cannot keep is a question for the contract, not for this suite.
 */
export function describeRequestType<Payload, Config>(definition: RequestType<Payload, Config>, fixtures: RequestTypeFixtures): void {
  // The checks hand a type only what its own schema is asked first, as core does.
  const widened = definition as unknown as RequestType;
  describe(`request type ${definition.key}`, () => {
    it.each(CONFORMANCE_CHECKS.map((check) => [check.name, check] as const))('%s', (_, check) => {
      expect(check.problems(widened, fixtures)).toEqual([]);
    });
  });
}
