import { Box, Button, Group, Paper, Skeleton, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { Failure } from '../display/failure';
import { RequestLine } from '../display/outside-text';
import { StateBadge } from '../display/state-badge';
import { Age } from '../display/times';
import { myRequests } from '../request/my-request-queries';
import { WithdrawDialog } from '../request/withdraw-dialog';
import { useSession } from '../signed-in/session-store';
import { ButtonLink, TextLink } from './links';
import { whyNotAgain } from './why-not-again';

/** The maker's newest requests: how each stands, and what the maker can still do. */
export function MyRequests() {
  const session = useSession();
  const { data, error, refetch } = useQuery(myRequests(session?.user.id ?? 0, session?.orgId ?? 0));
  const [withdrawn, setWithdrawn] = useState<RequestView>();
  return (
    <Paper withBorder p="md" mt="lg" component="section" aria-labelledby="my-requests">
      <Title order={2} size="h4" mb="xs" id="my-requests">
        My requests
      </Title>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={120} />}
      {data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          You have not asked for anything yet. What you submit shows up here, with how it stands.
        </Text>
      )}
      {data && data.data.length > 0 && (
        <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
          <Table verticalSpacing={6} aria-labelledby="my-requests">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Request</Table.Th>
                <Table.Th visibleFrom="sm">State</Table.Th>
                <Table.Th visibleFrom="sm">Submitted</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.data.map((request) => (
                <Row key={request.requestId} request={request} onWithdraw={setWithdrawn} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {withdrawn && <WithdrawDialog request={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </Paper>
  );
}

function Row({ request, onWithdraw }: { readonly request: RequestView; readonly onWithdraw: (request: RequestView) => void }) {
  const { requestId, state, startTime, details } = request;
  const line = shortLine(details.summary.line, details.summary.customer);
  const isUnclear = details.executionState === 'in-doubt' || details.executionState === 'needs-review';
  const standing = (
    <Stack gap={2} align="flex-start">
      <StateBadge state={state} inDoubt={isUnclear} />
      {details.outcome?.kind === 'sent-back' && (
        <Text size="xs" c="dimmed">
          Sent back to you
        </Text>
      )}
    </Stack>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/requests/$requestId" params={{ requestId }} size="sm">
          <RequestLine summary={details.summary} />
        </TextLink>
        <Box hiddenFrom="sm">{standing}</Box>
      </Table.Td>
      <Table.Td visibleFrom="sm">{standing}</Table.Td>
      <Table.Td visibleFrom="sm">
        <Age at={startTime} size="sm" />
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {state === 'AdminTask' && (
            <Button size="compact-sm" variant="subtle" aria-label={`Withdraw: ${line}`} onClick={() => onWithdraw(request)}>
              Withdraw
            </Button>
          )}
          {whyNotAgain(request, request.userId) === undefined && (
            <ButtonLink
              size="compact-sm"
              variant="subtle"

              to="/new"
              search={{ from: requestId }}
              aria-label={`Mend and submit again: ${line}`}
            >
              Submit again
            </ButtonLink>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
