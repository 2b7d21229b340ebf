import { TextInput } from '@mantine/core';
import type { TextField } from './field';
import { hint, useBox } from './form-context';

/** Digits as they are typed: a box that counts up and down, groups or rounds would send another number than was meant. */
export function NumberField({ field }: { readonly field: TextField }) {
  const { box, value, setValue } = useBox(field);
  return (
    <TextInput {...box} {...hint(field)} inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value.trim())} />
  );
}
