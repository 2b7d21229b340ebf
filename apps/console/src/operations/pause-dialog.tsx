import { Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTypeTitle } from '../api/request-types';
import { Dialog } from '../display/dialog';
import { DialogForm } from '../display/dialog-form';
import { useDraft } from '../session/draft';
import { useSession } from '../signed-in/session-store';
import type { TypeStanding } from './operation-views';
import { usePauseOrResume } from './operations-queries';

const LONGEST_REASON = 1_000;

interface Props {
  /** As it was when this was opened, and as it is by now. */
  readonly standing: TypeStanding;
  readonly now: TypeStanding | undefined;
  readonly onClose: () => void;
}

/** Asks why before a type is stopped, and lets one say why before it goes on. */
export function PauseDialog({ standing, now, onClose }: Props) {
  const title = useTypeTitle()(standing.requestType);
  const isPaused = standing.paused !== null;
  const action = isPaused ? 'resume' : 'pause';
  const orgId = useSession()?.orgId ?? 0;
  const [reason, setReason, forgetReason] = useDraft(`${action}.${orgId}.${standing.requestType}`, '');
  const [isMissed, setIsMissed] = useState(false);
  const change = usePauseOrResume();
  const submit = (): boolean => {
    const isBlank = !isPaused && reason.trim() === '';
    setIsMissed(isBlank);
    if (!isBlank) change.mutate({ type: standing.requestType, action, reason: reason.trim() }, { onSuccess: done });
    return !isBlank;
  };
  const done = (): void => {
    forgetReason();
    notifications.show({ title: isPaused ? `${title} goes on.` : `${title} is paused.`, message: '' });
    onClose();
  };
  const act = isPaused ? 'Resume' : 'Pause';
  return (
    <Dialog title={`${act} ${title.toLowerCase()}`} onClose={onClose}>
      <DialogForm
        submit={act}
        cancel="Back"
        about={now?.paused?.since ?? 'running'}
        busy={change.isPending}
        error={change.error}
        onSubmit={submit}
        onCancel={onClose}
      >
        <Text size="sm">
          {isPaused
            ? 'What waited is executed, the oldest first.'
            : 'Nothing more of it is executed in this org until somebody resumes it. Requests and decisions go on, and what is approved waits. Calls under way end.'}
        </Text>
        <Textarea
          label={isPaused ? 'Why (may be left out)' : 'Why'}
          description="Kept for good; name no customer."
          autosize
          minRows={2}
          maxLength={LONGEST_REASON}
          required={!isPaused}
          error={isMissed && 'Say why first.'}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </DialogForm>
    </Dialog>
  );
}
