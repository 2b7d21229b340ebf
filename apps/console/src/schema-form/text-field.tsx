import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import type { TextField as Plan } from './field';
import { hint, useBox } from './form-context';

/** Text, in one line or several, with suggestions where the type has some. */
export function TextField({ field }: { readonly field: Plan }) {
  const { box, value, setValue } = useBox(field);
  const placeholder = hint(field);
  if (field.isLong)
    return (
      <Textarea
        {...box}
        {...placeholder}
        autosize
        minRows={2}
        maxRows={8}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    );
  if (field.suggestions.length > 0)
    return <Autocomplete {...box} {...placeholder} data={[...field.suggestions]} openOnFocus={false} value={value} onChange={setValue} />;
  return <TextInput {...box} {...placeholder} value={value} onChange={(event) => setValue(event.target.value)} />;
}
