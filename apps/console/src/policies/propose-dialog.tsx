import { Alert, Checkbox, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { Dialog } from '../display/dialog';
import { DialogForm } from '../display/dialog-form';
import type { PolicySettings } from './policy';
import { PolicyChanges } from './policy-changes';
import type { PolicyChange } from './policy-diff';
import { useProposePolicy } from './policy-queries';

interface Props {
  readonly type: RequestTypeDescription;
  /** The active version that the draft was compared with. */
  readonly basedOn: number;
  readonly settings: PolicySettings;
  readonly changes: readonly PolicyChange[];
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

/** Shows what is proposed once more, and proposes it. */
export function ProposeDialog({ type, basedOn, settings, changes, onClose, onProposed }: Props) {
  const proposing = useProposePolicy(type.name);
  const [isSeen, setIsSeen] = useState(false);
  const [isMissed, setIsMissed] = useState(false);
  const propose = (): boolean => {
    if (settings.uncapped && !isSeen) {
      setIsMissed(true);
      return false;
    }
    proposing.mutate(
      { ...settings, basedOn },
      {
        onSuccess: ({ data, warnings = [] }) => {
          notifications.show({
            title: `Version ${data.version} is proposed.`,
            message: ['Another person with CanConfigureWorkflows approves it.', ...warnings.map(({ message }) => message)].join(' '),
          });
          onClose();
          onProposed();
        },
      },
    );
    return true;
  };
  return (
    <Dialog title={`Propose a policy for ${type.title.toLowerCase()}`} size="wide" onClose={onClose}>
      <DialogForm
        submit="Propose"
        cancel="Back to the draft"
        busy={proposing.isPending}
        error={proposing.error}
        onSubmit={propose}
        onCancel={onClose}
      >
        <PolicyChanges changes={changes} caption="What you propose to change" />
        <Text size="sm">It holds once another person with CanConfigureWorkflows approves it. You cannot approve it yourself.</Text>
        {settings.uncapped && (
          <Alert variant="light" color="orange" title="Nothing limits what is approved without a checker">
            <Checkbox
              label="I want it without any daily cap"
              checked={isSeen}
              error={isMissed && !isSeen && 'Tick this, or go back and set a cap.'}
              onChange={({ currentTarget }) => setIsSeen(currentTarget.checked)}
            />
          </Alert>
        )}
      </DialogForm>
    </Dialog>
  );
}
