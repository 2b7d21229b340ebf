import { createContext, use } from 'react';
import { visibleText } from '../display/visible-text';
import type { Values } from './field';

/** What the fields of one form share. */
export interface FormState {
  readonly values: Values;
  /** What to say at a field, by pointer; only what is due to be said. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (pointer: string, text: string) => void;
  readonly onLeave: (pointer: string) => void;
  readonly onChoose: (pointer: string, choice: number) => void;
  readonly onRemoveItem: (pointer: string, index: number) => void;
}

export const FormContext = createContext<FormState | undefined>(undefined);

export function useForm(): FormState {
  const form = use(FormContext);
  if (!form) throw new Error('A field needs a form around it.');
  return form;
}

/** The id of a field's element: problems lead there. */
export function elementIdOf(pointer: string): string {
  return `field:${pointer}`;
}

/** What every box for a value is given. */
export function useBox({ pointer, label, help, isRequired }: { pointer: string; label: string; help?: string; isRequired: boolean }) {
  const { values, problems, onChange, onLeave } = useForm();
  const error = problems.get(pointer);
  return {
    value: values[pointer] ?? '',
    setValue: (text: string) => onChange(pointer, text),
    box: {
      id: elementIdOf(pointer),
      label,
      withAsterisk: isRequired,
      'aria-required': isRequired,
      autoComplete: 'off',
      onBlur: () => onLeave(pointer),
      ...(help !== undefined && { description: help }),
      ...(error !== undefined && { error }),
    },
  };
}

/** An example in a box must not look like a value. */
export function hint({ placeholder }: { readonly placeholder?: string }): { placeholder?: string } {
  return placeholder === undefined ? {} : { placeholder: `e.g. ${placeholder.split('\n').map(visibleText).join('\n')}` };
}
