import { useMemo, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import type { Choices, Values } from '../schema-form/field';
import type { FormState } from '../schema-form/form-context';
import { withoutItem } from '../schema-form/list-items';
import { isWithin } from '../schema-form/pointer';
import { useDraft } from '../session/draft';
import { type FormPlan, planForm, submissionText } from './form-plan';

export interface RequestForm extends Omit<FormState, 'problems'> {
  readonly plan: FormPlan;
  /** The submission as JSON. */
  readonly text: string;
  /** Whether something was typed or chosen here. */
  readonly isTouched: boolean;
  /** Whether it was typed before, and not submitted. */
  readonly isFromDraft: boolean;
  /** As if nothing had been typed. */
  readonly startAfresh: () => void;
  /** It was submitted: there is nothing to keep. */
  readonly forget: () => void;
  /** Whether the person has been at this field, or at all of it. */
  readonly wasAt: (pointer: string) => boolean;
}

interface Filled {
  readonly values: Values;
  readonly choices: Choices;
}

interface Origin {
  readonly type: RequestTypeDescription;
  readonly sample: unknown;
  /** Values by pointer, where no draft of them was kept. */
  readonly initial: (plan: FormPlan) => Values;
  /** Names the draft. */
  readonly draft: string;
}

/** What a form holds, and the submission that it makes. What was typed survives the end of the session. */
export function useRequestForm({ type, sample, initial, draft }: Origin): RequestForm {
  const [given] = useState((): Filled => ({ values: initial(planForm(type, sample, {})), choices: {} }));
  const [filled, keep, forget] = useDraft(draft, given);
  const { values, choices } = filled;
  const plan = useMemo(() => planForm(type, sample, choices), [type, sample, choices]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTouched, setIsTouched] = useState(filled !== given);
  const [isFromDraft, setIsFromDraft] = useState(filled !== given);
  const change = (next: Values, chosen = choices) => {
    setIsTouched(true);
    keep({ values: next, choices: chosen });
  };
  return {
    plan,
    values,
    text: useMemo(() => submissionText(plan, values), [plan, values]),
    isTouched,
    wasAt: (pointer) => [...left].some((at) => isWithin(at, pointer)),
    onChange: (pointer, text) => change({ ...values, [pointer]: text }),
    onLeave: (pointer) => setLeft((before) => new Set([...before, pointer])),
    onChoose: (pointer, choice) => {
      const others = Object.entries(values).filter(([key]) => !isWithin(key, pointer));
      change(Object.fromEntries(others), { ...choices, [pointer]: choice });
    },
    onRemoveItem: (pointer, index) => change(withoutItem(values, pointer, index)),
    isFromDraft,
    startAfresh: () => {
      keep(given);
      forget();
      setIsFromDraft(false);
      setIsTouched(false);
      setLeft(new Set());
    },
    forget,
  };
}
