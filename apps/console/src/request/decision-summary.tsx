import { Code, List, Stack, Text } from '@mantine/core';
import type { RequestView } from '../api/request-view';
import { titleOfType } from '../api/type-name';
import { countOf } from '../display/numbers';
import { Identifier, OutsideText, RequestLine } from '../display/outside-text';
import { approvalInWords } from './approval-words';
import { reasonOf } from './reason';
import { gather } from './selection';

/** What is about to be decided: one request in its own words, several by number, points and type. */
export function DecisionSummary({ requests }: { readonly requests: readonly RequestView[] }) {
  const [only, ...others] = requests;
  if (only && others.length === 0) return <OneRequest request={only} />;
  const { count, points, byType } = gather(requests);
  return (
    <Stack gap={4}>
      <Text fw={600}>
        {countOf(count, 'request')}
        {points > 0 && `, ${countOf(points, 'point')} together`}
      </Text>
      <List size="sm">
        {byType.map((group) => (
          <List.Item key={group.type}>
            {titleOfType(group.type)}: {countOf(group.count, 'request')}
            {group.points > 0 && `, ${countOf(group.points, 'point')}`}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function OneRequest({ request }: { readonly request: RequestView }) {
  const { summary, 'IntouchAPITask-Payload': payload } = request.details;
  const reason = reasonOf(payload);
  return (
    <Stack gap={2}>
      <Text fw={600}>
        <RequestLine summary={summary} isFull />
      </Text>
      {reason !== undefined && (
        <Text size="sm">
          “<OutsideText>{reason}</OutsideText>”
        </Text>
      )}
      <Text size="sm">{approvalInWords(request.details.approval)}</Text>
      <Text size="sm" c="dimmed">
        Asked for by <OutsideText>{request.userName}</OutsideText>
        {summary.reference !== undefined && (
          <>
            , reference{' '}
            <Code>
              <Identifier>{summary.reference}</Identifier>
            </Code>
          </>
        )}
      </Text>
    </Stack>
  );
}
