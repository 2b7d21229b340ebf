import { Alert, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { MessageSquareReply } from 'lucide-react';
import { useMemo } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import { OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';
import { earlierRequest } from '../request/my-request-queries';
import { useSession } from '../signed-in/session-store';
import { payloadOfRequest, valuesOfRequest } from './form-plan';
import { TextLink } from './links';
import { RequestForm } from './request-form';
import { whyNotAgain } from './why-not-again';

interface Props {
  readonly requestId: string;
  readonly types: readonly RequestTypeDescription[];
  readonly onDone: (request: RequestView) => void;
}

/** An earlier request of one's own, to mend and to submit again. */
export function Resubmission({ requestId, types, onDone }: Props) {
  const session = useSession();
  const { data: earlier, error, refetch } = useQuery(earlierRequest(requestId, session?.orgId ?? 0));
  const sample = useMemo(() => earlier && payloadOfRequest(earlier), [earlier]);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!earlier) return <Skeleton height={320} />;

  const type = types.find(({ name }) => name === earlier.requestType);
  const obstacle = whyNotAgain(earlier, session?.user.id);
  if (!type || obstacle !== undefined)
    return (
      <Alert color="gray" title="This request cannot be submitted again">
        {obstacle ?? 'Its type is not offered any more.'} <RequestLink requestId={earlier.details.resubmittedAs ?? requestId} />
      </Alert>
    );
  return (
    <>
      <WhyItEnded earlier={earlier} />
      <RequestForm
        type={type}
        sample={sample}
        initial={(plan) => valuesOfRequest(plan, earlier)}
        resubmissionOf={requestId}
        onDone={onDone}
      />
    </>
  );
}

/** What the checker wanted mended, above the form in which it is mended. */
function WhyItEnded({ earlier }: { readonly earlier: RequestView }) {
  const { state, requestId, details } = earlier;
  const last = details.decisions.findLast(({ decision }) => decision !== 'approved');
  if (state === 'rejected' && last)
    return (
      <Alert
        mb="md"
        color={last.decision === 'sent-back' ? 'yellow' : 'red'}
        icon={<MessageSquareReply size={18} aria-hidden />}
        title={`${isolated(last.checkerName)} ${last.decision === 'sent-back' ? 'sent this back' : 'rejected this'}`}
      >
        “<OutsideText>{last.comment}</OutsideText>” <RequestLink requestId={requestId} />
      </Alert>
    );
  return (
    <Alert mb="md" color="gray">
      {state === 'expired' ? 'Nobody decided on it in time.' : 'You took it back.'} <RequestLink requestId={requestId} />
    </Alert>
  );
}

function RequestLink({ requestId }: { readonly requestId: string }) {
  return (
    <TextLink to="/requests/$requestId" params={{ requestId }} size="sm">
      Open that request
    </TextLink>
  );
}
