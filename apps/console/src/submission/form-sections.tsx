import type { Field } from '../schema-form/field';
import { FieldView } from '../schema-form/field-view';
import { GroupField } from '../schema-form/group-field';
import { unwrapped } from '../schema-form/leaves';
import type { FormPlan } from './form-plan';

/** Everything that can be filled in. @param title of the one section that has none of its own */
export function FormSections({ plan: { payload, entityInfo }, title }: { readonly plan: FormPlan; readonly title: string }) {
  return (
    <>
      {payload.kind === 'group' ? (
        <GroupField field={{ ...payload, children: titled(payload.children, title) }} isBare />
      ) : (
        <FieldView field={payload} />
      )}
      <FieldView field={{ ...entityInfo, label: 'Where it belongs' }} />
    </>
  );
}

/** What is asked for needs a heading that says more than the name of a wrapper. */
function titled(children: readonly Field[], title: string): Field[] {
  const sections = children.map(unwrapped);
  const nameless = sections.filter((field) => field.kind === 'group' && field.isRequired && !field.isTitled);
  return sections.map((field) => (nameless.length === 1 && field === nameless[0] ? { ...field, label: title, isTitled: true } : field));
}
