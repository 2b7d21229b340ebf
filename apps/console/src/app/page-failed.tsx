import { Alert, Button, Group, Text } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Failure } from '../display/failure';
import { isMissingPart, reloadOnce } from '../display/missing-part';
import { PageTitle } from '../display/page-title';
import { isAnythingUnfinished } from './unfinished';

/** In place of a page that cannot be shown. The menu is still there. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return isMissingPart(error) ? (
    <NewVersion />
  ) : (
    <>
      <PageTitle title="This page cannot be shown" />
      <Failure error={error} onRetry={reset} />
    </>
  );
}

/** The files of this page are gone, as they are after a deployment. */
function NewVersion() {
  const [isReloading, setIsReloading] = useState(true);
  useEffect(() => {
    void reloadOnce(isAnythingUnfinished).then(setIsReloading);
  }, []);
  return (
    <>
      <PageTitle title="A new version is there" />
      <Alert role="alert" color="blue" variant="light" icon={<RefreshCw size={18} aria-hidden />}>
        <Text size="sm">
          {isReloading ? 'It is being loaded.' : 'This page belongs to the version before, or the server cannot be reached. Load it anew.'}
        </Text>
        {!isReloading && (
          <Group mt="xs">
            <Button size="xs" onClick={() => location.reload()}>
              Load the new version
            </Button>
          </Group>
        )}
      </Alert>
    </>
  );
}

export function PageNotFound() {
  return (
    <>
      <PageTitle title="There is no such page" about="The address may be cut off, or the page may have another name now." />
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        To the inbox
      </Button>
    </>
  );
}
