import { List, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RequestView } from '../api/request-view';
import { RequestLink } from '../display/request-link';
import { Age } from '../display/times';
import { resemblances } from './duplicates';
import { LookTwice } from './look-twice';
import { MakerRevokedNote } from './maker-revoked-note';
import { recentQuery } from './request-queries';
import { UsedBeforeNote } from './used-before-note';
import { RequestLine } from '../display/outside-text';

/** What a checker should know before they say yes. Shown while a decision is waited for. */
export function Warnings({ request }: { readonly request: RequestView }) {
  const { summary, approval } = request.details;
  const { data = [] } = useQuery(recentQuery({ customer: summary.customer }));
  const alike = resemblances(request, data);
  const warnings: ReactNode[] = alike.map(({ request: other, why }) => (
    <>
      <RequestLink requestId={other.requestId}>
        <RequestLine summary={other.details.summary} />
      </RequestLink>{' '}
      {why} (
      <Age at={other.startTime} size="sm" />)
    </>
  ));
  if (approval.warnings?.includes('same-customer-pending') && alike.length === 0)
    warnings.unshift('When this was asked for, another request for the same customer was waiting.');
  if (approval.warnings?.includes('own-policy'))
    warnings.unshift('The policy would have approved this, but its maker proposed or approved that policy.');
  if (request.state !== 'AdminTask') return null;
  return (
    <Stack gap="sm">
      <UsedBeforeNote requests={[request]} />
      <MakerRevokedNote requests={[request]} />
      {warnings.length > 0 && (
        <LookTwice title="Look twice">
          <List size="sm">
            {warnings.map((warning, at) => (
              <List.Item key={at}>{warning}</List.Item>
            ))}
          </List>
        </LookTwice>
      )}
    </Stack>
  );
}
