import type { LeafField } from '../../schema-form/field';
import { type Leaf, leavesOf } from '../../schema-form/leaves';
import type { FormPlan } from '../form-plan';
import { PAYLOAD_POINTER } from '../submission';

/** One column of the CSV files of a request type. */
export interface Column {
  readonly field: LeafField;
  /** As people read it; no two columns have the same. */
  readonly header: string;
  /** Names from the root, with dots between them; understood as a header too. */
  readonly path: string;
  readonly isRequired: boolean;
}

const REQUIRED_MARK = ' *';

/** A column for every field of a form that somebody can fill in; required ones first, then those of a usual request. */
export function columnsOf({ payload, entityInfo }: FormPlan): Column[] {
  const leaves = [...leavesOf(payload), ...leavesOf(entityInfo, [], false)].filter(({ field }) => field.kind !== 'constant');
  const rank = ({ field, isRequired }: Leaf) => (isRequired ? 0 : field.isUsual ? 1 : 2);
  const ordered = leaves.toSorted((one, other) => rank(one) - rank(other));
  const short = ordered.map(({ field }) => field.label);
  const long = ordered.map(({ field, groups }) => [...groups, field.label].join(' / '));
  return ordered.map((leaf, index) => {
    const path = pathOf(leaf.field.pointer);
    const [header] = [short, long].flatMap((names) => (isAlone(names, index) ? [names[index] ?? path] : []));
    return { field: leaf.field, header: header ?? path, path, isRequired: leaf.isRequired };
  });
}

/** As it stands in a template. */
export function headerText({ header, isRequired }: Column): string {
  return isRequired ? `${header}${REQUIRED_MARK}` : header;
}

/** The column that a header means, however its case and marks are. */
export function columnFor(header: string, columns: readonly Column[]): Column | undefined {
  const wanted = bare(header);
  return columns.find((column) => bare(column.header) === wanted) ?? columns.find(({ path }) => bare(path) === wanted);
}

function isAlone(names: readonly string[], index: number): boolean {
  const own = bare(names[index] ?? '');
  return names.every((name, other) => other === index || bare(name) !== own);
}

function bare(header: string): string {
  const text = header.trim();
  return (text.endsWith('*') ? text.slice(0, -1).trimEnd() : text).toLowerCase();
}

function pathOf(pointer: string): string {
  const inner = pointer.startsWith(PAYLOAD_POINTER) ? pointer.slice(PAYLOAD_POINTER.length) : pointer;
  return inner.split('/').slice(1).join('.');
}
