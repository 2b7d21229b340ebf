import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { titleOfFailure } from '../api/lost-answer';
import { ConfirmDialog } from '../display/confirm-dialog';
import { countOf } from '../display/numbers';
import { sayWhyNot } from '../display/say-why-not';
import { type Resent, useResend, useResendAll } from './webhook-queries';
import { settingsText } from './webhook-draft';
import type { WebhookView } from './webhook-views';
import { isolated } from '../display/visible-text';

interface Props {
  readonly selected: ReadonlySet<string>;
  /** Absent where deliveries of several webhooks are shown. */
  readonly webhook?: WebhookView;
  readonly onDone: () => void;
}

/** Sends again what is selected, or all that has failed at a webhook. */
export function ResendBar({ selected, webhook, onDone }: Props) {
  const [asksForAll, setAsksForAll] = useState(false);
  const resend = useResend();
  const resendAll = useResendAll();
  const failed = (error: Error) => notifications.show({ color: 'red', title: titleOfFailure(error), message: isolated(error.message) });
  const sendSelected = (): void => {
    if (selected.size === 0) return sayWhyNot('Select what is to be sent again first.');
    resend.mutate([...selected], {
      onSuccess: (result) => {
        tell(result);
        onDone();
      },
    });
  };
  const sendAll = (webHookId: string) =>
    resendAll.mutate(webHookId, {
      onSuccess: ({ data: { resent } }) => tell({ resent, refused: [] }),
      onError: failed,
      onSettled: () => setAsksForAll(false),
    });
  return (
    <Group gap="xs">
      <Button size="xs" leftSection={<RotateCcw size={14} aria-hidden />} loading={resend.isPending} onClick={sendSelected}>
        {selected.size === 0 ? 'Send the selected again' : `Send ${countOf(selected.size, 'delivery', 'deliveries')} again`}
      </Button>
      {webhook && (
        <Button size="xs" variant="default" onClick={() => setAsksForAll(true)}>
          Send all failed again…
        </Button>
      )}
      <Text size="xs" c="dimmed">
        The same event with the same id; receivers tell by it that they have it already.
      </Text>
      {webhook && (
        <ConfirmDialog
          opened={asksForAll}
          about={settingsText(webhook)}
          title={`Send all failed again to ${isolated(webhook.name)}?`}
          confirm="Send again"
          busy={resendAll.isPending}
          onConfirm={() => sendAll(webhook.webHookId)}
          onClose={() => setAsksForAll(false)}
        >
          Every delivery that this webhook did not get is sent again, with a fresh schedule. They come after what went out meanwhile.
        </ConfirmDialog>
      )}
    </Group>
  );
}

function tell({ resent, refused }: Resent): void {
  const [first] = refused;
  notifications.show({
    ...(first && { color: 'red' }),
    title: `${countOf(resent, 'delivery is', 'deliveries are')} on the way again.`,
    message: first
      ? `${countOf(refused.length, 'was', 'were')} refused: ${first.error instanceof Error ? isolated(first.error.message) : 'for no reason given'}`
      : '',
  });
}
