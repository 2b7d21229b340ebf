import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { BusyButton } from './busy-button';
import { Failure } from './failure';
import { useHeldKeys } from './held-keys';

interface Props {
  /** What the button says that answers the question. */
  readonly submit: string;
  readonly color?: string;
  readonly cancel?: string;
  /**
   * All that the answer rests on, where others can change it. Once it is not what it was when this was opened, nothing can be sent: an
   * answer to one thing must not become one to another.
   */
  readonly about?: string;
  readonly busy?: boolean;
  readonly error?: unknown;
  /** @returns whether something was sent; false where a field says what it lacks, which then has the focus */
  readonly onSubmit: () => boolean;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What stands in a dialog: the fields, what went wrong, and the two answers, of which the one that was meant comes first. */
export function DialogForm({ submit, color, cancel = 'Cancel', about, busy = false, error, onSubmit, onCancel, children }: Props) {
  const wasSent = useRef(false);
  const [firstAbout] = useState(about);
  // One's own answer changes it, too.
  const isOvertaken = about !== firstAbout && !busy;
  const { hold, unused } = useHeldKeys(busy, wasSent);
  // A second press may come before it is drawn that the first one is under way.
  useEffect(() => {
    if (!busy) wasSent.current = false;
  }, [busy]);
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy || wasSent.current || about !== firstAbout) return;
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
        {isOvertaken && (
          <Alert role="alert" color="orange" variant="light" title="This has changed since you opened it">
            Nothing can be sent from here any more. Go back and look at it again.
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Text role="status" size="xs" c="dimmed">
            {busy ? 'Being sent…' : unused}
          </Text>
          {!isOvertaken && (
            <BusyButton type="submit" busy={busy} {...(color !== undefined && { color })} aria-keyshortcuts="Control+Enter">
              {submit}
            </BusyButton>
          )}
          <Button variant="default" onClick={() => !busy && onCancel()}>
            {cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
