import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { call } from '../api/call';
import { consoleSettings } from '../session/console-settings';
import { isolated } from '../display/visible-text';

const DASHBOARD = '/console/queues/';

/** Opens the dashboard of the queues in a tab of its own, where this gateway has one. */
export function QueueDashboardButton() {
  const { data: settings } = useQuery(consoleSettings);
  const open = useMutation({
    mutationFn: async () => {
      // Opened while the click still counts as one: a tab that is opened after an answer is blocked as a pop-up.
      const tab = window.open('about:blank', '_blank');
      try {
        await call('/console/queues/session', { method: 'POST' });
        if (!tab) throw new Error('The browser did not open a tab. Let this site open pop-ups, and try again.');
        tab.opener = null;
        tab.location.replace(DASHBOARD);
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
    onError: (error) => notifications.show({ color: 'red', title: 'The queue dashboard did not open', message: isolated(error.message) }),
  });
  if (!settings?.queueDashboard) return null;
  return (
    <Button variant="default" rightSection={<ExternalLink size={15} aria-hidden />} loading={open.isPending} onClick={() => open.mutate()}>
      Queue dashboard
    </Button>
  );
}
