import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { exactTime } from '../display/times';
import type { WebhookWithSecret } from './webhook-views';

/** A secret that has just been made. It is shown here and nowhere else; closing needs an explicit click. */
export function SecretDialog({ made, onClose }: { readonly made: WebhookWithSecret | undefined; readonly onClose: () => void }) {
  return (
    <Modal
      opened={made !== undefined}
      onClose={onClose}
      title={`The secret of ${made?.name ?? ''}`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      {made && (
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
            <CopyButton value={made.secret}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
                  onClick={copy}
                  aria-live="polite"
                  data-autofocus
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>I have kept it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
