/** One value of a payload with what it is called. */
export interface PayloadField {
  /** Such as `Customer, mobile`. */
  readonly label: string;
  /** Where it stands, such as `body.root.redeem.customer.mobile`. */
  readonly path: string;
  readonly value: string;
}

/** Names that only wrap others and say nothing to a reader. */
const WRAPPERS = new Set(['queryParams', 'body', 'root', 'redeem']);

/** The values of a payload in the order in which the maker sent them. Empty texts, lists and objects are left out. */
export function fieldsOf(payload: { readonly queryParams?: unknown; readonly body?: unknown }): readonly PayloadField[] {
  const { queryParams, body } = payload;
  return [...walk(queryParams, ['queryParams']), ...walk(body, ['body'])];
}

function walk(value: unknown, path: readonly string[]): PayloadField[] {
  if (value === undefined || value === null || value === '') return [];
  if (isListOfScalars(value)) return value.length === 0 ? [] : [field(path, value.map(spelled).join(', '))];
  if (Array.isArray(value)) return value.flatMap((inner, at) => walk(inner, value.length > 1 ? [...path, String(at + 1)] : path));
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, inner]) => walk(inner, [...path, name]));
  return [field(path, spelled(value))];
}

function isListOfScalars(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((inner) => typeof inner !== 'object');
}

function field(path: readonly string[], value: string): PayloadField {
  const named = path.filter((name) => !WRAPPERS.has(name));
  const label = named.map(inWords).join(', ').toLowerCase();
  return { label: label.charAt(0).toUpperCase() + label.slice(1), path: path.join('.'), value };
}

function inWords(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .trim();
}

function spelled(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
