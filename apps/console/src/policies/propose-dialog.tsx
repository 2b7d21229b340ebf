import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { Failure } from '../display/failure';
import type { PolicySettings } from './policy';
import { PolicyChanges } from './policy-changes';
import type { PolicyChange } from './policy-diff';
import { useProposePolicy } from './policy-queries';

interface Props {
  readonly opened: boolean;
  readonly type: RequestTypeDescription;
  /** The active version that the draft was compared with. */
  readonly basedOn: number;
  readonly settings: PolicySettings;
  readonly changes: readonly PolicyChange[];
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

/** Shows what is proposed once more, and proposes it. */
export function ProposeDialog({ opened, type, basedOn, settings, changes, onClose, onProposed }: Props) {
  const proposing = useProposePolicy(type.name);
  const [isSeen, setIsSeen] = useState(false);
  const propose = () =>
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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Propose a policy for ${type.title.toLowerCase()}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <PolicyChanges changes={changes} caption="What you propose to change" />
        <Text size="sm">It holds once another person with CanConfigureWorkflows approves it. You cannot approve it yourself.</Text>
        {settings.uncapped && (
          <Alert variant="light" color="orange" title="Nothing limits what is approved without a checker">
            <Checkbox
              label="I want it without any daily cap"
              checked={isSeen}
              onChange={({ currentTarget }) => setIsSeen(currentTarget.checked)}
            />
          </Alert>
        )}
        {proposing.isError && <Failure error={proposing.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back to the draft
          </Button>
          <Button loading={proposing.isPending} disabled={settings.uncapped === true && !isSeen} onClick={propose} data-autofocus>
            Propose
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
