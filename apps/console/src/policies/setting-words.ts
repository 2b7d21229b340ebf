import type { JsonSchema } from '../api/request-types';
import { formatPoints } from '../display/numbers';
import type { Level } from './policy';

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const CHECKER = 'CanCheckRequest';

/** Such as "one checker, then two checkers of level Senior". */
export function quorumWords(levels: readonly Level[] = [{ grant: CHECKER, checkers: 1 }]): string {
  return levels.map(levelWords).join(', then ');
}

export function levelWords({ grant, checkers }: Level): string {
  const count = `${NUMBERS[checkers] ?? String(checkers)} checker${checkers === 1 ? '' : 's'}`;
  return grant === CHECKER ? count : `${count} of level ${levelName(grant)}`;
}

/** `CanCheckRequestSenior` is level Senior. */
export function levelName(grant: string): string {
  return grant.startsWith(CHECKER) ? grant.slice(CHECKER.length) : grant;
}

/** The type's own settings, each as its schema calls it. */
export function configWords(config: Readonly<Record<string, unknown>> = {}, schema?: JsonSchema): readonly string[] {
  return Object.entries(config).map(([name, value]) => `${configTitle(name, schema?.properties?.[name])}: ${plainValue(value)}.`);
}

/** `upperCap` is "Upper cap" where its schema has no title. */
export function configTitle(name: string, schema?: JsonSchema): string {
  if (schema?.title !== undefined) return schema.title;
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plainValue(value: unknown): string {
  if (typeof value === 'number') return formatPoints(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
