import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog';
import { DialogForm } from './dialog-form';

interface Question {
  readonly title: string;
  /** What happens, before it does. */
  readonly children: ReactNode;
  /** What the button says. */
  readonly confirm: string;
}

interface Props extends Question {
  readonly opened: boolean;
  /** Where what it is about can change while it is open: see DialogForm. */
  readonly about?: string;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that takes effect at once. */
export function ConfirmDialog({ opened, ...asked }: Props) {
  return opened && <Asked {...asked} />;
}

function Asked({ title, children, confirm, onConfirm, onClose, ...form }: Omit<Props, 'opened'>) {
  // What was asked stays what is asked, whatever becomes of the page behind.
  const [question] = useState<Question>({ title, children, confirm });
  const submit = (): boolean => {
    onConfirm();
    return true;
  };
  return (
    <Dialog title={question.title} onClose={onClose}>
      <DialogForm {...form} submit={question.confirm} cancel="Back" onSubmit={submit} onCancel={onClose}>
        {typeof question.children === 'string' ? <Text size="sm">{question.children}</Text> : question.children}
      </DialogForm>
    </Dialog>
  );
}
