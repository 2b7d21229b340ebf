import type { Field, LeafField } from './field';

/** A field that holds a value, and the labels of the groups around it. */
export interface Leaf {
  readonly field: LeafField;
  readonly groups: readonly string[];
  /** Required all the way down. */
  readonly isRequired: boolean;
}

/** Every field that holds a value, in order; a list of groups counts as one field of JSON. */
export function leavesOf(field: Field, groups: readonly string[] = [], isRequired = true): Leaf[] {
  switch (field.kind) {
    case 'group': {
      const { children } = field;
      return children.flatMap((child) => leavesOf(child, [...groups, ...groupLabel(child)], isRequired && child.isRequired));
    }
    case 'alternatives':
      return leavesOf(field.field, groups, isRequired);
    case 'list':
      return [{ field: { ...field, kind: 'json' }, groups, isRequired }];
    default:
      return [{ field, groups, isRequired }];
  }
}

/** The innermost group of wrappers that hold nothing else; people see one section for all of them. */
export function unwrapped(field: Field): Field {
  if (field.kind !== 'group') return field;
  const [only, ...others] = field.children;
  if (only?.kind !== 'group' || others.length > 0) return field;
  const inner = unwrapped(only);
  return {
    ...inner,
    isRequired: field.isRequired && inner.isRequired,
    ...(!inner.isTitled && { label: field.label, isTitled: field.isTitled }),
  };
}

function groupLabel(field: Field): string[] {
  return field.kind === 'group' && field.isTitled ? [field.label] : [];
}
