import { NativeSelect, Stack } from '@mantine/core';
import type { AlternativesField as Plan } from './field';
import { FieldView } from './field-view';
import { elementIdOf, useForm } from './form-context';

/** First which of the shapes, then its fields. */
export function AlternativesField({ field }: { readonly field: Plan }) {
  const { onChoose, problems } = useForm();
  const { pointer, label, help, isRequired, choices, chosen } = field;
  const problem = problems.get(pointer);
  return (
    <Stack gap="sm">
      <NativeSelect
        id={elementIdOf(pointer)}
        label={label}
        withAsterisk={isRequired}
        {...(help !== undefined && { description: help })}
        {...(problem !== undefined && { error: problem })}
        data={choices.map((words, index) => ({ value: String(index), label: words }))}
        value={String(chosen)}
        onChange={(event) => onChoose(pointer, Number(event.target.value))}
      />
      <FieldView field={field.field} isBare />
    </Stack>
  );
}
