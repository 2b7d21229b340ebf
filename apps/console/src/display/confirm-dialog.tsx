import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog';
import { DialogForm } from './dialog-form';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  /** What happens, before it does. */
  readonly children: ReactNode;
  /** What the button says. */
  readonly confirm: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that takes effect at once. */
export function ConfirmDialog({ opened, title, children, confirm, busy = false, onConfirm, onClose }: Props) {
  if (!opened) return null;
  const submit = (): boolean => {
    onConfirm();
    return true;
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm submit={confirm} cancel="Back" busy={busy} onSubmit={submit} onCancel={onClose}>
        {typeof children === 'string' ? <Text size="sm">{children}</Text> : children}
      </DialogForm>
    </Dialog>
  );
}
