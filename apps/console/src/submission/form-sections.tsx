import type { FormPlan } from './form-plan';
import type { Field } from './schema-form/field';
import { GroupField } from './schema-form/group-field';
import { FieldView } from './schema-form/field-view';
import { unwrapped } from './schema-form/leaves';

/** Everything that can be filled in. @param title of the section that no title of its own has */
export function FormSections({ plan, title }: { readonly plan: FormPlan; readonly title: string }) {
  const { payload, entityInfo } = plan;
  const whole =
    payload.kind === 'group' ? { ...payload, children: payload.children.map((child) => titled(unwrapped(child), title)) } : payload;
  return (
    <>
      {whole.kind === 'group' ? <GroupField field={whole} isBare /> : <FieldView field={whole} />}
      <FieldView field={{ ...entityInfo, label: 'Where it belongs' }} />
    </>
  );
}

/** What is asked for needs a heading that says more than the name of a wrapper. */
function titled(field: Field, title: string): Field {
  return field.kind === 'group' && field.isRequired && !field.isTitled ? { ...field, label: title, isTitled: true } : field;
}
