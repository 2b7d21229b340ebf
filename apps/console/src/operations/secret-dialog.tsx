import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { CopyButton } from '../display/copy-button';
import { Dialog } from '../display/dialog';
import { exactTime } from '../display/times';
import type { WebhookWithSecret } from './webhook-views';
import { isolated } from '../display/visible-text';

/** A secret that has just been made. It is shown here and nowhere else; closing needs an explicit click. */
export function SecretDialog({ made, onClose }: { readonly made: WebhookWithSecret | undefined; readonly onClose: () => void }) {
  if (!made) return null;
  return (
    <Dialog title={`The secret of ${isolated(made.name)}`} canClose={false} onClose={onClose}>
      <Stack gap="md">
        <Alert variant="light" color="orange" title="Keep it now: it is not shown again">
          The receiver checks with it that deliveries come from here (Standard Webhooks).
        </Alert>
        {made.confirmation !== undefined && (
          <Text size="sm">Nothing is signed with it before another person with CanConfigureWorkflows has confirmed the change.</Text>
        )}
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {made.secret}
        </Code>
        {made.previousSecretUntil !== undefined && (
          <Text size="sm">Until {exactTime(made.previousSecretUntil)} deliveries are signed with the one before, too.</Text>
        )}
        <Group justify="flex-end">
          <CopyButton value={made.secret} label="Copy" isFirst />
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
