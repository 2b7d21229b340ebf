import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { BusyButton } from './busy-button';
import { Failure } from './failure';
import { useHeldKeys } from './held-keys';

interface Props {
  /** What the button says that answers the question. */
  readonly submit: string;
  readonly color?: string;
  readonly cancel?: string;
  readonly busy?: boolean;
  readonly error?: unknown;
  /** @returns whether something was sent; false where a field says what it lacks, which then has the focus */
  readonly onSubmit: () => boolean;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What stands in a dialog: the fields, what went wrong, and the two answers, of which the one that was meant comes first. */
export function DialogForm({ submit, color, cancel = 'Cancel', busy = false, error, onSubmit, onCancel, children }: Props) {
  const wasSent = useRef(false);
  const { hold, unused } = useHeldKeys(busy, wasSent);
  // A second press may come before it is drawn that the first one is under way.
  useEffect(() => {
    if (!busy) wasSent.current = false;
  }, [busy]);
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy || wasSent.current) return;
    const form = event.currentTarget;
    const isSent = flushSync(onSubmit);
    wasSent.current = isSent;
    if (!isSent) form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  return (
    <form onSubmit={send} onKeyDownCapture={hold} noValidate aria-busy={busy}>
      <Stack gap="md">
        {children}
        {error !== undefined && error !== null && <Failure error={error} />}
        <Group justify="flex-end" gap="xs">
          <Text role="status" size="xs" c="dimmed">
            {busy ? 'Being sent…' : unused}
          </Text>
          <BusyButton type="submit" busy={busy} {...(color !== undefined && { color })} aria-keyshortcuts="Control+Enter">
            {submit}
          </BusyButton>
          <Button variant="default" onClick={() => !busy && onCancel()}>
            {cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
