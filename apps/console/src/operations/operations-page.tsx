import { Alert, Stack } from '@mantine/core';
import { Lock } from 'lucide-react';
import { PageTitle } from '../display/page-title';
import { useGrant } from '../signed-in/session-store';
import { HeldRequests } from './held-requests';
import { QueueDashboardButton } from './queue-dashboard-button';
import { QueuesTable } from './queues-table';

/** What operators look at: how each type's executions stand, and what waits for their word. */
export function OperationsPage() {
  const mayOperate = useGrant('CanOperateWorkflows');
  return (
    <>
      <PageTitle
        title="Operations"
        about="How the execution of each request type stands, and what needs a person."
        actions={mayOperate && <QueueDashboardButton />}
      />
      {mayOperate ? (
        <Stack gap="xl">
          <HeldRequests />
          <QueuesTable />
        </Stack>
      ) : (
        <Alert variant="light" color="gray" icon={<Lock size={18} aria-hidden />} title="Operations take CanOperateWorkflows">
          You do not have this grant in this org. Whoever administers your sign-in can give it to you.
        </Alert>
      )}
    </>
  );
}
