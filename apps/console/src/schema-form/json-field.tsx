import { Textarea } from '@mantine/core';
import type { JsonField as Plan } from './field';
import { hint, useBox } from './form-context';

/** What has no field of its own can still be sent. */
export function JsonField({ field }: { readonly field: Plan }) {
  const { box, value, setValue } = useBox(field);
  return (
    <Textarea
      {...box}
      description={[field.help, 'As JSON.'].filter(Boolean).join(' ')}
      {...hint(field)}
      autosize
      minRows={3}
      maxRows={12}
      ff="monospace"
      value={value}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}
