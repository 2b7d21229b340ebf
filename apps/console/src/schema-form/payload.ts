import type { Field, LeafField, Spelling, Values } from './field';
import { isCanonicalNumber, valuesOfList } from './list-text';
import { isWithin, pointerTo } from './pointer';

/** More digits than this do not survive being a number. */
const MOST_DIGITS = 15;

/** What the values say, in the shape of the schema. `undefined` when nothing was filled in and nothing is required. */
export function payloadOf(field: Field, values: Values): unknown {
  switch (field.kind) {
    case 'group':
      return groupOf(field, values);
    case 'list':
      return listOf(field, values);
    case 'alternatives':
      return payloadOf(field.field, values);
    case 'text':
    case 'number':
    case 'choice':
    case 'constant':
    case 'lines':
    case 'json':
      return leafOf(field, values[field.pointer] ?? '');
  }
}

/** How many groups a list has: as many as were added or loaded. */
export function countOfList(pointer: string, values: Values): number {
  const indices = Object.keys(values)
    .filter((key) => key !== pointer && isWithin(key, pointer))
    .map((key) => Number(key.slice(pointer.length + 1).split('/')[0]));
  return Math.max(-1, ...indices) + 1;
}

function groupOf({ children, isTuple, isRequired }: Field & { kind: 'group' }, values: Values): unknown {
  const parts = children.map((child) => [child, payloadOf(child, values)] as const);
  if (!isRequired && !children.some((child) => isFilled(child, values))) return undefined;
  const filled = parts.filter(([, part]) => part !== undefined);
  return isTuple ? filled.map(([, part]) => part) : Object.fromEntries(filled.map(([{ name }, part]) => [name, part]));
}

/** Whether somebody filled in a part of it: what a schema requires in any case says nothing. */
function isFilled(field: Field, values: Values): boolean {
  if (field.kind === 'group') return field.children.some((child) => isFilled(child, values));
  if (field.kind === 'list') return countOfList(field.pointer, values) > 0;
  if (field.kind === 'alternatives') return isFilled(field.field, values);
  if (field.kind === 'constant' && field.isRequired) return false;
  return leafOf(field, values[field.pointer] ?? '') !== undefined;
}

function listOf({ pointer, itemAt, isRequired }: Field & { kind: 'list' }, values: Values): unknown {
  const count = countOfList(pointer, values);
  if (count === 0 && !isRequired) return undefined;
  return Array.from({ length: count }, (_, index) => payloadOf(itemAt(index), values) ?? {});
}

function leafOf(field: LeafField, text: string): unknown {
  if (field.kind === 'constant') return field.isRequired || text !== '' ? field.value : undefined;
  if (text.trim() === '') return undefined;
  switch (field.kind) {
    case 'text':
    case 'number':
      return spelled(text, field.spellings);
    case 'choice':
      return field.options.find((option) => option.text === text)?.value ?? text;
    case 'lines':
      return valuesOfList(text, field.spellings).map((line) => spelled(line, field.spellings));
    case 'json':
      return parsedOrText(text);
  }
}

/** As it was typed where no spelling fits: the gateway says what is wrong with it. */
export function spelled(text: string, spellings: readonly Spelling[]): string | number {
  for (const spelling of spellings) {
    if (spelling.as === 'text' && matches(text, spelling.pattern)) return text;
    if (spelling.as === 'number' && isExactNumber(text.trim())) return Number(text);
  }
  return text;
}

/** Zeros in front are part of an id, which a number would lose. */
function isExactNumber(text: string): boolean {
  return isCanonicalNumber(text) && text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= MOST_DIGITS;
}

export function matches(text: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true; // Not a pattern of this browser's: the gateway judges.
  }
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The other way round: the values of a form that shows this payload. */
export function valuesOf(field: Field, payload: unknown): Values {
  return Object.fromEntries(entriesOf(field, payload));
}

function entriesOf(field: Field, payload: unknown): [string, string][] {
  if (payload === undefined || payload === null) return [];
  switch (field.kind) {
    case 'group':
      return field.children.flatMap((child) => entriesOf(child, (payload as Readonly<Record<string, unknown>>)[child.name]));
    case 'list':
      return Array.isArray(payload)
        ? payload.flatMap((part, index) => itemEntries(field.itemAt(index), part, pointerTo(field.pointer, String(index))))
        : [];
    case 'alternatives':
      return entriesOf(field.field, payload);
    case 'lines':
      return [[field.pointer, Array.isArray(payload) ? payload.map(textOf).join('\n') : textOf(payload)]];
    case 'constant':
      return field.isRequired ? [] : [[field.pointer, 'true']];
    case 'json':
      return [[field.pointer, JSON.stringify(payload, undefined, 2)]];
    case 'text':
    case 'number':
    case 'choice':
      return [[field.pointer, textOf(payload)]];
  }
}

/** An empty group of a list stays one that is shown. */
function itemEntries(item: Field, part: unknown, pointer: string): [string, string][] {
  const entries = entriesOf(item, part);
  return entries.length > 0 ? entries : [[pointer, '']];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
