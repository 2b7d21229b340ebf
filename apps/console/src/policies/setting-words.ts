import type { JsonSchema } from '../api/json-schema';
import { checkersByGrant } from '../display/checker-words';
import { formatPoints } from '../display/numbers';
import type { Level } from './policy';
import { isolated } from '../display/visible-text';

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Such as "one checker, then two checkers with CanCheckRequestSenior". */
export function quorumWords(levels: readonly Level[] = [{ grant: 'CanCheckRequest', checkers: 1 }]): string {
  return levels.map(levelWords).join(', then ');
}

/** Such as "two checkers with CanCheckRequestSenior". */
export function levelWords({ grant, checkers }: Level): string {
  return `${NUMBERS[checkers] ?? String(checkers)} ${checkersByGrant(grant, checkers)}`;
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
  return isolated(typeof value === 'string' ? value : JSON.stringify(value));
}
