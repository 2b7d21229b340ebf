import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTypeTitle } from '../api/request-types';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { RequestLink } from '../display/request-link';
import { useSession } from '../signed-in/session-store';
import { AnswerDialog, type AskedReview } from './answer-dialog';
import { AttemptsTable } from './attempts-table';
import { reviewedQuery, type ShownReview } from './operations-queries';
import { PastReviews } from './past-reviews';
import { ProposalForm } from './proposal-form';
import { ProposalPanel } from './proposal-panel';
import { ReviewFacts } from './review-facts';
import { rightsOf } from './review-rights';

/** One request on hold: what was asked, what was tried, and what operators say became of it. */
export function ReviewPage() {
  const { requestId } = useParams({ from: '/signed-in/operations/reviews/$requestId' });
  const reviewed = useQuery(reviewedQuery(requestId));
  return (
    <>
      <PageTitle
        title="Review"
        about={
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/operations" />}>
            Back to operations
          </Anchor>
        }
        actions={<RequestLink requestId={requestId}>The request’s own page</RequestLink>}
      />
      {reviewed.isPending && <Skeleton height={420} />}
      {reviewed.isError && <Failure error={reviewed.error} onRetry={() => void reviewed.refetch()} />}
      {reviewed.data && <Reviewed key={requestId} {...reviewed.data} />}
    </>
  );
}

function Reviewed({ reviewed, payloadText }: ShownReview) {
  const session = useSession();
  const typeTitle = useTypeTitle();
  const [asked, setAsked] = useState<AskedReview>();
  const { request, attempts, reviews } = reviewed;
  const rights = rightsOf(reviewed, session?.user.id ?? 0);
  const { open } = rights;
  return (
    <Stack gap="lg" maw={1000}>
      <ReviewFacts reviewed={reviewed} payloadText={payloadText} typeTitle={typeTitle(request.requestType)} />
      <AttemptsTable attempts={attempts} code={request.details.outcome?.code} isHeld={reviewed.heldSince !== undefined} />
      {open && (
        <ProposalPanel
          key={open.proposal}
          proposal={open}
          words={rights.words}
          onAsk={(word) => setAsked((before) => before ?? { proposal: open, word })}
        />
      )}
      {rights.why !== undefined && (
        <Text size="sm" role="note">
          {rights.why}
        </Text>
      )}
      {rights.mayPropose && <ProposalForm key={reviewed.heldSince} requestId={request.requestId} />}
      <PastReviews reviews={reviews.filter(({ status }) => status !== 'proposed')} />
      {asked && <AnswerDialog {...asked} requestId={request.requestId} open={open} onClose={() => setAsked(undefined)} />}
    </Stack>
  );
}
