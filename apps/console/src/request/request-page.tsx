import './request.css';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { CallFailed } from '../api/problem';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { titleOfType } from '../api/type-name';
import { StateBadge } from '../display/state-badge';
import { Age } from '../display/times';
import { ApprovalPanel } from './approval-panel';
import { DecisionPanel } from './decision-panel';
import { LinksPanel } from './links-panel';
import { PageWarnings } from './page-warnings';
import { PayloadPanel } from './payload-panel';
import { RecentPanel } from './recent-panel';
import { SentPanel } from './sent-panel';
import type { ShownRequest } from './request-queries';
import { standingOf } from './standing';
import { StatusNote } from './status-note';
import { TimelinePanel } from './timeline-panel';
import { usePerson } from './use-person';
import { useRequest } from './use-request';
import { OutsideText, RequestLine } from '../display/outside-text';
import { isolated } from '../display/visible-text';

/** One request: what it will do, in words first; then what it takes to decide on it, and what happened to it. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  const at = useRequest(requestId);
  const { data, error, refetch } = at.query;
  if (data) return <Shown key={requestId} shown={data} at={at} />;
  if (!error) return <Waiting />;
  const isUnknown = error instanceof CallFailed && error.status === 404;
  return (
    <>
      <PageTitle title="Request" actions={<BackToInbox />} />
      <Failure error={error} {...(!isUnknown && { onRetry: () => void refetch() })} />
    </>
  );
}

function Shown({
  shown: { view: request, payloadText },
  at,
}: {
  readonly shown: ShownRequest;
  readonly at: ReturnType<typeof useRequest>;
}) {
  const person = usePerson();
  const { summary } = request.details;
  return (
    <>
      <PageTitle
        title={titleOfType(request.requestType)}
        about={
          <>
            Asked for by {request.userId === person.id ? 'you' : <OutsideText>{request.userName}</OutsideText>},{' '}
            <Age at={request.startTime} size="sm" />
          </>
        }
        actions={<BackToInbox />}
      />
      <Group gap="sm" mb="md" align="center">
        <Text size="xl" fw={600} className="what-happens">
          <RequestLine summary={summary} />
        </Text>
        <StateBadge
          state={request.state}
          inDoubt={isInDoubt(request.details.executionState)}
          isSentBack={request.details.outcome?.kind === 'sent-back'}
        />
      </Group>
      <div className="request-areas">
        <Stack gap="md" className="request-main">
          <StatusNote request={request} />
          <PageWarnings request={request} />
          <PayloadPanel request={request} payloadText={payloadText} />
        </Stack>
        <Stack gap="md" className="request-side">
          <DecisionPanel
            request={request}
            person={person}
            standing={standingOf(request, person)}
            onChanged={at.replace}
            onReadAgain={at.readAgain}
          />
          <ApprovalPanel request={request} viewerId={person.id} />
          <LinksPanel request={request} />
          <RecentPanel title="The same customer lately" by={{ customer: summary.customer }} butNot={request.requestId} />
          <RecentPanel title={`${isolated(request.userName)} lately`} by={{ userId: request.userId }} butNot={request.requestId} />
        </Stack>
        <div className="request-history">
          <TimelinePanel requestId={request.requestId} />
        </div>
      </div>
      <div className="at-the-bottom">
        <SentPanel person={person} />
      </div>
    </>
  );
}

function isInDoubt(executionState: string | undefined): boolean {
  return executionState === 'in-doubt' || executionState === 'needs-review';
}

function BackToInbox() {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<ChevronLeft size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/" {...props} />}
    >
      Inbox
    </Button>
  );
}

function Waiting() {
  return (
    <>
      <PageTitle title="Request" actions={<BackToInbox />} />
      <div role="status" aria-label="The request is being read">
        <Skeleton height={90} mb="md" />
        <Skeleton height={220} />
      </div>
    </>
  );
}
