/** JSON that goes out just as it came in: key order, number spelling (`20.0`) and white space unchanged. */
export class JsonText {
  /** @param text well-formed JSON; not checked here */
  constructor(readonly text: string) {}

  /** For a plain `JSON.stringify`: the same value, though not the same spelling. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/**
 * `JSON.stringify`, except that a `JsonText` anywhere inside is written as its own text, verbatim.
 * `undefined` and functions are left out of objects and written `null` elsewhere, also at the top.
 */
export function writeJson(value: unknown): string {
  if (!isWritable(value)) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof JsonText) return value.text;
  if (hasToJson(value)) return writeJson(value.toJSON());
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  return writeObject(value);
}

function writeObject(value: object): string {
  let text = '';
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    if (isWritable(member)) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${writeJson(member)}`;
  }
  return `{${text}}`;
}

function isWritable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
