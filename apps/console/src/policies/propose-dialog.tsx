import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
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
        {proposing.isError && <Failure error={proposing.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back to the draft
          </Button>
          <Button loading={proposing.isPending} onClick={propose} data-autofocus>
            Propose
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
