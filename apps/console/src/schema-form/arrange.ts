import type { Field, GroupField } from './field';
import { unwrapped } from './leaves';

export interface Arrangement {
  /** Boxes side by side. */
  readonly boxes: readonly Field[];
  /** Fields that take the whole width, under the boxes. */
  readonly wide: readonly Field[];
  /** Behind "More fields". */
  readonly more: readonly Field[];
  /** Always sent as they are. */
  readonly constants: readonly Field[];
}

/** Required fields first, then those that a usual request fills in; the rest is out of the way until it is wanted. */
export function arrange({ children: given, isRequired }: GroupField): Arrangement {
  const children = given.map(unwrapped).filter((field) => field.kind !== 'group' || field.children.length > 0);
  const constants = children.filter((field) => field.kind === 'constant' && field.isRequired);
  const asked = children.filter((field) => !constants.includes(field));
  // Where one of several has to be filled and no schema says which, such as a customer's identifiers, all are in view.
  const isOneOfMany = isRequired && asked.length > 1 && asked.every((field) => !field.isRequired && isBox(field));
  const inView = asked.filter((field) => isOneOfMany || field.isRequired || (field.isUsual && field.kind !== 'constant'));
  const ordered = [...inView.filter((field) => field.isRequired), ...inView.filter((field) => !field.isRequired)];
  return {
    boxes: ordered.filter(isBox),
    wide: ordered.filter((field) => !isBox(field)),
    more: asked.filter((field) => !inView.includes(field)),
    constants,
  };
}

export function isBox(field: Field): boolean {
  return field.kind === 'number' || field.kind === 'choice' || field.kind === 'constant' || (field.kind === 'text' && !field.isLong);
}
