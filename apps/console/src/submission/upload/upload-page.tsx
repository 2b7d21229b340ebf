import { Alert, Skeleton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { Failure } from '../../display/failure';
import { PageTitle } from '../../display/page-title';
import { useGrant } from '../../signed-in/session-store';
import { ButtonLink } from '../links';
import { TypeCards } from '../type-cards';
import { useTypesToAsk } from '../use-types-to-ask';
import { FileUpload } from './file-upload';

/** Many requests of one type at once, from a file. */
export function UploadPage() {
  const { type: typeName } = useSearch({ from: '/signed-in/upload' });
  const { types, error, refetch } = useTypesToAsk();
  const mayAsk = useGrant('CanMakeRequest');
  const type = types?.find(({ name }) => name === typeName);
  const another = (
    <ButtonLink to="/upload" search={{}} variant="default" size="sm">
      Another type
    </ButtonLink>
  );
  return (
    <>
      <PageTitle
        title={type ? `Upload: ${type.title}` : 'Upload'}
        about={type ? 'Each row becomes a request of its own.' : 'Many requests of one type, from a CSV file. Which type?'}
        {...(type && { actions: another })}
      />
      {!mayAsk && (
        <Alert color="gray">To submit requests you need the grant CanMakeRequest in this org. Ask whoever manages your access.</Alert>
      )}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!types && !error && <Skeleton height={160} />}
      {types && mayAsk && !type && <TypeCards types={types} to="/upload" />}
      {type && mayAsk && <FileUpload key={type.name} type={type} />}
    </>
  );
}
