import { NativeSelect } from '@mantine/core';
import type { ChoiceField as Plan } from './field';
import { useBox } from './form-context';

export function ChoiceField({ field }: { readonly field: Plan }) {
  const { box, value, setValue } = useBox(field);
  const none = { value: '', label: field.isRequired ? 'Choose…' : 'Not set' };
  const data = [none, ...field.options.map(({ text, label }) => ({ value: text, label }))];
  return <NativeSelect {...box} data={data} value={value} onChange={(event) => setValue(event.target.value)} />;
}
