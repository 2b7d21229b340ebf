import '../display/narrow-table.css';
import { Anchor, Button, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTypeTitle } from '../api/request-types';
import { Failure } from '../display/failure';
import { Age } from '../display/times';
import { useSession } from '../signed-in/session-store';
import { attemptOutcome } from './attempt-words';
import type { ReviewedRequest } from './operation-views';
import { heldQuery } from './operations-queries';
import { rightsOf } from './review-rights';
import { OutsideText, RequestLine } from '../display/outside-text';

/** Requests on hold, the oldest first: what is known of each, and whose word is missing. */
export function HeldRequests() {
  const held = useInfiniteQuery(heldQuery);
  const requests = held.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="needs-review">
      <Title order={2} size="h4" id="needs-review" mb="xs">
        Needs review
      </Title>
      {held.isPending && <Skeleton height={120} />}
      {held.isError && <Failure error={held.error} onRetry={() => void held.refetch()} />}
      {held.data && requests.length === 0 && (
        <Paper withBorder p="md">
          <Text size="sm">Nothing is on hold. Requests come here when nobody can tell by itself whether they took effect.</Text>
        </Paper>
      )}
      {requests.length > 0 && <HeldTable requests={requests} />}
      {held.hasNextPage && (
        <Button mt="xs" variant="default" loading={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function HeldTable({ requests }: { readonly requests: readonly ReviewedRequest[] }) {
  return (
    <Paper withBorder pb={6}>
      <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
        <Table className="narrow-table" verticalSpacing="xs" fz="sm">
          <Table.Caption>It takes two operators to say what became of a request; its maker is neither of them.</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Request</Table.Th>
              <Table.Th scope="col">On hold</Table.Th>
              <Table.Th scope="col">What is known</Table.Th>
              <Table.Th scope="col">Next</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {requests.map((reviewed) => (
              <HeldRow key={reviewed.request.requestId} reviewed={reviewed} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function HeldRow({ reviewed }: { readonly reviewed: ReviewedRequest }) {
  const typeTitle = useTypeTitle();
  const { request, heldSince, attempts } = reviewed;
  const { requestId, requestType, userName, details } = request;
  const last = attempts.at(-1);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor size="sm" fw={550} renderRoot={(props) => <Link {...props} to="/operations/reviews/$requestId" params={{ requestId }} />}>
          <RequestLine summary={details.summary} />
        </Anchor>
        <Text size="xs" c="dimmed">
          {typeTitle(requestType)}, asked for by <OutsideText>{userName}</OutsideText>
        </Text>
      </Table.Td>
      <Table.Td data-label="On hold">{heldSince === undefined ? '–' : <Age at={heldSince} size="sm" />}</Table.Td>
      <Table.Td data-label="Known">
        <OutsideText>{details.outcome?.message ?? 'Its outcome is not known.'}</OutsideText>
        <Text size="xs" c="dimmed">
          {attempts.length === 0 || !last
            ? 'Nothing was sent.'
            : `${attempts.length === 1 ? 'One call' : `${attempts.length} calls`}; the last: ${attemptOutcome(last)}`}
        </Text>
      </Table.Td>
      <Table.Td data-label="Next">
        <Next reviewed={reviewed} />
      </Table.Td>
    </Table.Tr>
  );
}

function Next({ reviewed }: { readonly reviewed: ReviewedRequest }) {
  const session = useSession();
  const { open, words, mayPropose } = rightsOf(reviewed, session?.user.id ?? 0);
  if (words.includes('confirm'))
    return (
      <strong>
        Your confirmation of what <OutsideText>{open?.proposedBy.name ?? ''}</OutsideText> proposed
      </strong>
    );
  if (words.includes('withdraw')) return <span>Another operator confirms what you proposed</span>;
  if (open) return <span>Another operator confirms the proposal</span>;
  return <span>{mayPropose ? 'Find out what happened, and propose' : 'Two other operators: you asked for it'}</span>;
}
