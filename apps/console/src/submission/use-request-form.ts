import { useMemo, useState } from 'react';
import { type FormPlan, planForm, submissionText } from './form-plan';
import type { RequestTypeView } from './request-type';
import type { FormState } from './schema-form/form-context';
import type { Choices, Values } from './schema-form/field';
import { withoutItem } from './schema-form/list-items';
import { isWithin } from './schema-form/pointer';

export interface RequestForm extends Omit<FormState, 'problems'> {
  readonly plan: FormPlan;
  /** The submission as JSON. */
  readonly text: string;
  /** Whether something was typed or chosen here. */
  readonly isTouched: boolean;
  /** Whether the person has been at this field, or at all of it. */
  readonly wasAt: (pointer: string) => boolean;
}

/** What a form holds, and the submission that it makes. @param initial values by pointer */
export function useRequestForm(type: RequestTypeView, sample: unknown, initial: (plan: FormPlan) => Values): RequestForm {
  const [choices, setChoices] = useState<Choices>({});
  const plan = useMemo(() => planForm(type, sample, choices), [type, sample, choices]);
  const [values, setValues] = useState(() => initial(plan));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTouched, setIsTouched] = useState(false);
  const change = (next: (values: Values) => Values) => {
    setIsTouched(true);
    setValues(next);
  };
  return {
    plan,
    values,
    text: useMemo(() => submissionText(plan, values), [plan, values]),
    isTouched,
    wasAt: (pointer) => [...left].some((at) => isWithin(at, pointer)),
    onChange: (pointer, text) => change((before) => ({ ...before, [pointer]: text })),
    onLeave: (pointer) => setLeft((before) => new Set([...before, pointer])),
    onChoose: (pointer, choice) => {
      setChoices((before) => ({ ...before, [pointer]: choice }));
      change((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !isWithin(key, pointer))));
    },
    onRemoveItem: (pointer, index) => change((before) => withoutItem(before, pointer, index)),
  };
}
