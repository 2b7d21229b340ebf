import type { RequestType } from './request-type';

const KEY = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const RULE_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const FUNCTIONS = ['describe', 'naturalKey', 'loyaltyKey', 'whenInDoubt', 'buildCall', 'interpretResponse'] as const;

/** Everything that makes a definition unusable, each as half a sentence; empty when it is sound. */
export function definitionProblems(definition: RequestType): string[] {
  const problems: string[] = [];
  if (!KEY.test(definition.key)) problems.push('key must be UPPER_SNAKE');
  if (!definition.title) problems.push('title must not be empty');
  if (!Number.isInteger(definition.version) || definition.version < 1) problems.push('version must be a whole number from 1');
  if (!definition.loyaltyRoute.path.startsWith('/') || definition.loyaltyRoute.path.includes('?'))
    problems.push('loyaltyRoute.path must start with / and hold no query');
  for (const name of FUNCTIONS) if (typeof definition[name] !== 'function') problems.push(`${name} must be a function`);
  if (!definition.payload.safeParse(definition.example).success) problems.push('example must satisfy the payload schema');
  for (const pointer of Object.keys(definition.entityFields ?? {}))
    if (!pointer.startsWith('/')) problems.push(`entityFields must hold JSON pointers, and "${pointer}" is none`);
  problems.push(...ruleProblems(definition));
  return problems;
}

function ruleProblems(definition: RequestType): string[] {
  const names = (definition.rules ?? []).map((rule) => rule.name);
  const problems = names.filter((name) => !RULE_NAME.test(name)).map((name) => `rule name "${name}" must be kebab-case`);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...problems, ...twice.map((name) => `rule "${name}" stands twice`)];
}
