import type { JsonSchema } from '../api/json-schema';
import { parseSpelled, SpelledNumber } from '../api/spelled-json';
import type { Field } from '../schema-form/field';
import { humanLabel } from '../schema-form/human-label';
import { planFields } from '../schema-form/plan-fields';

/** One value of a payload with what the form calls it. */
export interface PayloadField {
  /** Such as `Mobile number`; with the groups around it where two fields have the same name. */
  readonly label: string;
  /** Where it stands, such as `body.root.redeem.customer.mobile`. */
  readonly path: string;
  /** Numbers as they are spelled in what is stored and sent. */
  readonly value: string;
}

interface Found {
  readonly path: readonly string[];
  readonly value: string;
}

const PARTS = new Set(['queryParams', 'body']);

/**
 * The values of a payload in the order in which the maker sent them. Empty texts, lists and objects are left out.
 * @param json the payload as it is stored
 * @param schema of its request type; without it fields are called by their names
 */
export function fieldsOf(json: string, schema: JsonSchema = {}): readonly PayloadField[] {
  const payload = Object.entries(parseSpelled(json) as Readonly<Record<string, unknown>>).filter(([name]) => PARTS.has(name));
  const found = payload.flatMap(([name, value]) => walk(value, [name]));
  const plan = planFields({ schema, sample: JSON.parse(json), pointer: '', choices: {} });
  const names = found.map(({ path }) => namesAlong(plan, path));
  const short = names.map((all) => all.at(-1) ?? '');
  return found.map(({ path, value }, at) => {
    const isAlone = short.filter((label) => label === short[at]).length === 1;
    return { label: (isAlone ? short[at] : names[at]?.join(', ')) ?? '', path: path.join('.'), value };
  });
}

function walk(value: unknown, path: readonly string[]): Found[] {
  if (value === undefined || value === null || value === '') return [];
  if (isListOfScalars(value)) return value.length === 0 ? [] : [{ path, value: value.map(spelled).join(', ') }];
  if (Array.isArray(value)) return value.flatMap((inner, at) => walk(inner, [...path, String(at)]));
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => walk(inner, [...path, name]));
  return [{ path, value: spelled(value) }];
}

/** What the form calls the groups around a value, the outermost first, and then the value itself. */
function namesAlong(field: Field, [name, ...rest]: readonly string[]): readonly string[] {
  if (field.kind === 'alternatives') return namesAlong(field.field, name === undefined ? [] : [name, ...rest]);
  if (name === undefined) return [field.label];
  const own = field.isTitled ? [field.label] : [];
  if (field.kind === 'list') return [`${field.label} ${Number(name) + 1}`, ...namesAlong(field.itemAt(Number(name)), rest)];
  const child = field.kind === 'group' ? field.children.find((each) => each.name === name) : undefined;
  return [...own, ...(child ? namesAlong(child, rest) : [name, ...rest].filter((each) => !PARTS.has(each)).map(humanLabel))];
}

function isListOfScalars(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((inner) => !isObject(inner) && !Array.isArray(inner));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SpelledNumber);
}

function spelled(value: unknown): string {
  if (value instanceof SpelledNumber) return value.text;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
