import { List, Text } from '@mantine/core';
import { idsOf, type RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { countOf } from '../display/numbers';
import { LookTwice } from './look-twice';
import { warningMark } from './warning-watch';
import { warningsOf, wordsOf } from './warning-words';

/** Enough to recognise a request by; one of a hundred customers fills a whole telephone. */
const MOST_LINES = 3;

/** All that the gateway warns of, in a decision on one request or on many. Empty where it warns of nothing. */
export function WarningNotes({ requests }: { readonly requests: readonly RequestView[] }) {
  const names = [...new Set(requests.flatMap(warningsOf))];
  return names.map((name) => <WarningNote key={name} name={name} requests={requests} />);
}

function WarningNote({ name, requests }: { readonly name: string; readonly requests: readonly RequestView[] }) {
  const { title, words } = wordsOf(name);
  const found = requests.filter((request) => warningsOf(request).includes(name));
  if (requests.length === 1)
    return (
      <LookTwice title={title}>
        <Text size="sm" {...warningMark(idsOf(requests), name)}>
          {words}
        </Text>
      </LookTwice>
    );
  return (
    <LookTwice title={`${title}: ${countOf(found.length, 'request')} of ${requests.length}`}>
      <Text size="sm" {...warningMark(idsOf(found), name)}>
        {words}
      </Text>
      <List size="sm">
        {found.map(({ requestId, details: { summary } }) => (
          <List.Item key={requestId}>
            <Text inherit lineClamp={MOST_LINES} {...warningMark([requestId], name, 'line')}>
              {shortLine(summary.line, summary.customer)}
            </Text>
          </List.Item>
        ))}
      </List>
    </LookTwice>
  );
}

/** The same in the second line of a row of the inbox, which it makes no higher. */
export function WarningMarks({ request }: { readonly request: RequestView }) {
  return warningsOf(request).map((name) => {
    const { title, words } = wordsOf(name);
    return (
      <Text key={name} span inherit fw={650} c="orange" title={words}>
        {`${title} · `}
      </Text>
    );
  });
}
