import { payloadReference, type RequestType, type RuleViolation, type ValidationRule } from '@countersign/contract';
import { type ConformanceCheck, validPayload, withoutThrowing } from './conformance-check';
import type { RequestTypeFixtures, RuleCase } from './fixtures';
import { withValueAt } from './json-places';

type Rule = ValidationRule<unknown, unknown>;

export const RULE_CHECKS: readonly ConformanceCheck[] = [
  { name: 'has for each rule a case that is content and one that is not', problems: unprovenRules },
  { name: 'judges each rule case as stated and names the field in the body of the maker', problems: misjudgedCases },
  { name: 'needs no policy settings to be usable', problems: configProblems },
];

function unprovenRules(definition: RequestType, { rules: cases = [] }: RequestTypeFixtures): string[] {
  return rulesOf(definition).flatMap(({ name, at }) => {
    const own = cases.filter(({ rule }) => rule === name);
    return [
      ...(at.length > 0 ? [] : [`rule ${name} is never asked: "at" is empty`]),
      ...(own.some(({ violation }) => violation) ? [] : [`rule ${name} has no case that violates it`]),
      ...(own.some(({ violation }) => !violation) ? [] : [`rule ${name} has no case that it is content with`]),
    ];
  });
}

function misjudgedCases(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return (fixtures.rules ?? []).flatMap((stated) => {
    const rule = rulesOf(definition).find(({ name }) => name === stated.rule);
    if (!rule) return [`the fixtures state a case of rule ${stated.rule}, which the definition does not have`];
    return withoutThrowing(`rule ${rule.name}`, () => caseProblems(definition, fixtures, rule, stated));
  });
}

function caseProblems(definition: RequestType, fixtures: RequestTypeFixtures, rule: Rule, stated: RuleCase): string[] {
  const valid = validPayload(fixtures, stated.from).payload;
  const payload = stated.at === undefined ? valid : withValueAt(valid, stated.at, stated.value);
  const what = `rule ${rule.name}${stated.at === undefined ? '' : ` with another value at ${stated.at}`}`;
  if (!definition.payload.safeParse(payload).success) return [`${what} is never asked: the schema refuses that payload`];
  if (stated.config !== undefined && !definition.config?.safeParse(stated.config).success)
    return [`${what} is stated with settings that the config schema refuses`];
  const violation = rule.check(stated.config === undefined ? { payload } : { payload, config: stated.config });
  return verdictProblems(what, violation, stated);
}

function verdictProblems(what: string, violation: RuleViolation | undefined, { violation: expected }: RuleCase): string[] {
  if (!violation || !expected) return Boolean(violation) === Boolean(expected) ? [] : [`${what} is ${violation ? 'violated' : 'content'}`];
  return [
    ...(violation.kind === expected.kind ? [] : [`${what} is violated as ${violation.kind} and not ${expected.kind}`]),
    ...(violation.message.trim() ? [] : [`${what} is violated without a message`]),
    ...(violation.reference?.startsWith(payloadReference('/')) ? [] : [`${what} names no field of the body of the maker`]),
    ...(expected.reference === undefined || violation.reference === expected.reference
      ? []
      : [`${what} names ${violation.reference ?? 'nothing'}`]),
  ];
}

function configProblems({ config }: RequestType): string[] {
  if (!config || config.safeParse({}).success) return [];
  return ['the config schema refuses {}: an org that never set a policy must be possible'];
}

function rulesOf(definition: RequestType): readonly Rule[] {
  return definition.rules ?? [];
}
