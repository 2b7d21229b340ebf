import type { JsonSchema } from '../api/json-schema';
import type { Field, LinesField, Spelling, TextField } from './field';
import { inOnePiece, typeOf } from './in-one-piece';

/** From here on a text gets room for several lines. */
const LONG = 500;

const NUMBERS: ReadonlySet<string | undefined> = new Set(['number', 'integer']);

type Basics = Omit<TextField, 'kind' | 'spellings' | 'isLong' | 'placeholder' | 'suggestions'>;

interface Place {
  readonly basics: Basics;
  readonly root: JsonSchema;
}

/** Whether a value of this schema can be typed into one box. */
export function isPlain(schema: JsonSchema, root: JsonSchema): boolean {
  if (schema.enum) return true;
  if (schema.anyOf) return schema.anyOf.every((shape) => isTyped(inOnePiece(shape, root)));
  return isTyped(schema) || typeOf(schema) === 'boolean';
}

export function plainField(schema: JsonSchema, sample: unknown, { basics, root }: Place): Field {
  const options = schema.enum ?? (typeOf(schema) === 'boolean' ? [true, false] : undefined);
  if (options) return { ...basics, kind: 'choice', options: options.map(optionOf) };
  const spellings = spellingsOf(schema, sample, root);
  return {
    ...basics,
    kind: isNumberLike(spellings, sample) ? 'number' : 'text',
    spellings,
    isLong: (schema.maxLength ?? 0) >= LONG,
    suggestions: (schema.examples ?? []).map(String),
    ...placeholderOf(sample ?? schema.examples?.[0]),
  };
}

export function linesField(items: JsonSchema, sample: unknown, { basics, root }: Place): LinesField {
  const examples: readonly unknown[] = Array.isArray(sample) ? sample : [];
  return {
    ...basics,
    kind: 'lines',
    spellings: items.enum ? [{ as: 'text' }] : spellingsOf(items, examples[0], root),
    ...placeholderOf(examples.length > 0 ? examples.map(String).join('\n') : undefined),
  };
}

/** The sample's spelling first, then text where a pattern recognises it, then numbers. */
function spellingsOf(schema: JsonSchema, sample: unknown, root: JsonSchema): Spelling[] {
  const shapes = (schema.anyOf ?? [schema]).map((shape) => inOnePiece(shape, root));
  const spellings = shapes.map((shape): Spelling => {
    if (typeOf(shape) === 'integer') return { as: 'number', isWhole: true };
    if (NUMBERS.has(typeOf(shape))) return { as: 'number' };
    return { as: 'text', ...(shape.pattern !== undefined && { pattern: shape.pattern }) };
  });
  const first = typeof sample === 'number' ? 'number' : 'text';
  return [...spellings.filter(({ as }) => as === first), ...spellings.filter(({ as }) => as !== first)];
}

function isNumberLike(spellings: readonly Spelling[], sample: unknown): boolean {
  const areNumbers = spellings.every(({ as }) => as === 'number');
  return areNumbers || (spellings.some(({ as }) => as === 'number') && /^\d+(?:\.\d+)?$/.test(String(sample)));
}

function isTyped(schema: JsonSchema): boolean {
  const type = typeOf(schema);
  return type === 'string' || NUMBERS.has(type);
}

function optionOf(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { text, label: text === 'true' ? 'Yes' : text === 'false' ? 'No' : text, value };
}

function placeholderOf(example: unknown): { placeholder?: string } {
  return (typeof example === 'string' && example !== '') || typeof example === 'number' ? { placeholder: String(example) } : {};
}
