import { Alert, SimpleGrid, Skeleton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import type { Values } from '../schema-form/field';
import { useGrant } from '../signed-in/session-store';
import { ButtonLink } from './links';
import { MyRequests } from './my-requests';
import { PausedNote } from './paused-note';
import { RequestForm } from './request-form';
import { Resubmission } from './resubmission';
import { Submitted } from './submitted';
import { TypeCards } from './type-cards';
import { useTypesToAsk } from './use-types-to-ask';
import { withoutReference } from './without-reference';

/** Where makers ask: which type, the form, what became of it; and what they have asked for lately. */
export function SubmissionPage() {
  const { type: typeName, from } = useSearch({ from: '/signed-in/new' });
  const { types, error, refetch } = useTypesToAsk();
  const mayAsk = useGrant('CanMakeRequest');
  const type = types?.find(({ name }) => name === typeName);
  return (
    <>
      <PageTitle {...titleOf(type, from)} actions={(type ?? from) && <OtherType />} />
      {!mayAsk && (
        <Alert color="gray">To submit a request you need the grant CanMakeRequest in this org. Ask whoever manages your access.</Alert>
      )}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!types && !error && <Loading />}
      {types && mayAsk && <Asking key={`${typeName ?? ''} ${from ?? ''}`} types={types} type={type} from={from} />}
      <MyRequests />
    </>
  );
}

interface AskingProps {
  readonly types: readonly RequestTypeDescription[];
  readonly type: RequestTypeDescription | undefined;
  readonly from: string | undefined;
}

function Asking({ types, type, from }: AskingProps) {
  const [done, setDone] = useState<{ request: RequestView; values?: Values }>();
  const [again, setAgain] = useState<{ round: number; values: Values }>({ round: 0, values: {} });
  if (done) {
    const { request, values } = done;
    const another = () => {
      setAgain({ round: again.round + 1, values: withoutReference(values ?? {}, request.details.summary.reference) });
      setDone(undefined);
    };
    return <Submitted request={request} {...(values && { onAnother: another })} />;
  }
  if (from !== undefined) return <Resubmission requestId={from} types={types} onDone={(request) => setDone({ request })} />;
  if (!type) return <TypeCards types={types} to="/new" />;
  return (
    <>
      <PausedNote type={type} />
      <RequestForm
        key={again.round}
        type={type}
        sample={type.example}
        initial={() => again.values}
        onDone={(request, values) => setDone({ request, values })}
      />
    </>
  );
}

function titleOf(type: RequestTypeDescription | undefined, from: string | undefined): { title: string; about?: string } {
  if (from !== undefined) return { title: 'Submit again', about: 'A new request, linked to the earlier one. It is checked as of now.' };
  return type
    ? { title: type.title, about: 'It is checked while you fill it in. Nothing happens before you submit.' }
    : { title: 'New request', about: 'What should happen? Somebody else will check it first, where your organisation wants that.' };
}

function OtherType() {
  return (
    <ButtonLink to="/new" search={{}} variant="default" size="sm">
      Another type
    </ButtonLink>
  );
}

function Loading() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} aria-hidden>
      {[1, 2, 3].map((card) => (
        <Skeleton key={card} height={88} />
      ))}
    </SimpleGrid>
  );
}
