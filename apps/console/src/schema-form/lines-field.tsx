import { Textarea } from '@mantine/core';
import type { LinesField as Plan } from './field';
import { hint, useBox } from './form-context';

/** A list of values as a column that can be pasted. */
export function LinesField({ field }: { readonly field: Plan }) {
  const { box, value, setValue } = useBox(field);
  return (
    <Textarea
      {...box}
      description={[field.help, 'One a line.'].filter(Boolean).join(' ')}
      {...hint(field)}
      autosize
      minRows={3}
      maxRows={12}
      value={value}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}
