import { Checkbox, Text } from '@mantine/core';
import type { ConstantField as Plan } from './field';
import { elementIdOf, useForm } from './form-context';

/** What can only have one value: told when it is always sent, otherwise sent on demand. */
export function ConstantField({ field }: { readonly field: Plan }) {
  const { values, onChange } = useForm();
  const { pointer, label, help, isRequired, value } = field;
  const words = `${label}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  if (isRequired)
    return (
      <Text size="xs" c="dimmed" id={elementIdOf(pointer)}>
        {words} (always)
      </Text>
    );
  return (
    <Checkbox
      id={elementIdOf(pointer)}
      label={`Send ${words}`}
      {...(help !== undefined && { description: help })}
      checked={(values[pointer] ?? '') !== ''}
      onChange={(event) => onChange(pointer, event.target.checked ? 'true' : '')}
      mt="xl"
    />
  );
}
