import type { Problem } from '../api/problem';
import type { Field, Values } from './field';
import { countOfList } from './payload';
import { isSchemaWords, plainWords } from './plain-words';
import { isWithin } from './pointer';

/** A problem at the field that it is about; without a place it is about the whole. */
export interface PlacedProblem {
  readonly place?: { readonly pointer: string; readonly label: string };
  readonly message: string;
  readonly problem: Problem;
}

/** Finds for each problem the innermost field that its JSON pointer names or lies in. */
export function placeProblems(problems: readonly Problem[], roots: readonly Field[], values: Values): readonly PlacedProblem[] {
  const fields = roots.flatMap((root) => everyField(root, values)).filter((field) => !roots.includes(field));
  const placed = problems.map((problem): PlacedProblem => {
    const { reference } = problem;
    // The API says null where there is none.
    const field = typeof reference !== 'string' ? undefined : innermost(fields.filter(({ pointer }) => isWithin(reference, pointer)));
    if (!field) return { message: problem.message, problem };
    return { place: { pointer: field.pointer, label: field.label }, message: messageAt(field, problem, values), problem };
  });
  return withoutEchoes(placed);
}

/** One text a field, however many problems it has. */
export function byPointer(problems: readonly PlacedProblem[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { place, message } of problems) {
    if (!place) continue;
    const before = texts.get(place.pointer);
    if (before === undefined) texts.set(place.pointer, message);
    else if (!before.includes(message)) texts.set(place.pointer, `${before} ${message}`);
  }
  return texts;
}

export function everyField(field: Field, values: Values): Field[] {
  switch (field.kind) {
    case 'group':
      return [field, ...field.children.flatMap((child) => everyField(child, values))];
    case 'alternatives':
      return [field, ...everyField(field.field, values)];
    case 'list': {
      const items = Array.from({ length: countOfList(field.pointer, values) }, (_, index) => field.itemAt(index));
      return [field, ...items.flatMap((item) => everyField(item, values))];
    }
    default:
      return [field];
  }
}

function innermost(fields: readonly Field[]): Field | undefined {
  return fields.reduce<Field | undefined>((best, field) => (best && best.pointer.length > field.pointer.length ? best : field), undefined);
}

function withoutField(message: string): string {
  return message.replace(/^(?:Field [^:]{1,200}|The payload): /, '');
}

/** Of one place, what somebody wrote says enough; what the schema says of itself is left out beside it. */
function withoutEchoes(placed: readonly PlacedProblem[]): readonly PlacedProblem[] {
  const isEcho = ({ problem }: PlacedProblem) => isSchemaWords(withoutField(problem.message));
  return placed.filter(
    (one) => !isEcho(one) || !placed.some((other) => other !== one && other.problem.reference === one.problem.reference && !isEcho(other)),
  );
}

/** Beside its field a sentence need not name it again. */
function messageAt(field: Field, { message, reference }: Problem, values: Values): string {
  const isLeaf = field.kind !== 'group' && field.kind !== 'list' && field.kind !== 'alternatives';
  if (isLeaf && field.isRequired && (values[field.pointer] ?? '').trim() === '') return 'Fill this in.';
  const sentence = plainWords(withoutField(message));
  const words = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  const line =
    field.kind === 'lines' && typeof reference === 'string' ? /^\/(\d+)$/.exec(reference.slice(field.pointer.length))?.[1] : undefined;
  return line === undefined ? words : `Line ${Number(line) + 1}: ${words}`;
}
