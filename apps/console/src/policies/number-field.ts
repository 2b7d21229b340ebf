import type { NumberField } from './policy-draft';

/** What a number input hands on: text that is no number yet counts as nothing. */
export function numberFieldOf(value: string | number): NumberField {
  if (typeof value === 'number') return value;
  return value.trim() === '' || Number.isNaN(Number(value)) ? '' : Number(value);
}
