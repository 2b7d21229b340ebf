import { List, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RequestView } from '../api/request-view';
import { RequestLine } from '../display/outside-text';
import { RequestLink } from '../display/request-link';
import { Age } from '../display/times';
import { resemblances } from './duplicates';
import { LookTwice } from './look-twice';
import { recentQuery } from './request-queries';
import { UsedBeforeNote } from './used-before-note';
import { warningMark } from './warning-watch';
import { ALIKE } from './warning-words';
import { WarningNotes } from './warnings';

/** What a checker should know before they say yes. Shown while a decision is waited for. */
export function PageWarnings({ request }: { readonly request: RequestView }) {
  const { data = [] } = useQuery(recentQuery({ customer: request.details.summary.customer }));
  const alike = resemblances(request, data);
  if (request.state !== 'AdminTask') return null;
  return (
    <Stack gap="sm">
      <UsedBeforeNote requests={[request]} />
      <WarningNotes requests={[request]} />
      {alike.length > 0 && (
        <LookTwice title="Look twice">
          <List size="sm">
            {alike.map(({ request: other, why }) => (
              <List.Item key={other.requestId} {...warningMark([request.requestId], ALIKE, `${other.requestId} ${why}`)}>
                <RequestLink requestId={other.requestId}>
                  <RequestLine summary={other.details.summary} />
                </RequestLink>{' '}
                {why} (<Age at={other.startTime} size="sm" />)
              </List.Item>
            ))}
          </List>
        </LookTwice>
      )}
    </Stack>
  );
}
