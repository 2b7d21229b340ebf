import { type Filters, PLACES } from './filters';

/** What is typed into fields and holds only once it is applied. */
export const TYPED = ['customer', 'reference', 'maker', 'checker', 'from', 'to', ...PLACES] as const;
export type TypedName = (typeof TYPED)[number];
/** What was typed and not applied: it outlives a change of the order, a type or a view. */
export type Typed = Readonly<Partial<Record<TypedName, string>>>;

export const NOTHING_SOUGHT: Typed = Object.fromEntries(TYPED.map((name) => [name, '']));

export function withTyped(filters: Filters, typed: Typed): Filters {
  const trimmed = Object.fromEntries(TYPED.map((name) => [name, (typed[name] ?? filters[name]).trim()]));
  return { ...filters, ...trimmed };
}

/** What is still to be applied after this was; what was typed meanwhile stays. */
export function withoutApplied(typed: Typed, applied: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name, text]) => applied[name as TypedName] !== text));
}
