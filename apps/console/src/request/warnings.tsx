import { List, Text } from '@mantine/core';
import { idsOf, type RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { countOf } from '../display/numbers';
import { LookTwice, MOST_LINES } from './look-twice';
import { warningMark } from './warning-watch';
import { wordsOf } from './warning-words';
import { useWarningsNow } from './warnings-now';

/** All that the gateway warns of by now, in a decision on one request or on many. Empty where it warns of nothing. */
export function WarningNotes({ requests }: { readonly requests: readonly RequestView[] }) {
  const warned = useWarningsNow(requests);
  const names = [...new Set(warned.flat())];
  return names.map((name) => (
    <WarningNote key={name} name={name} found={requests.filter((_, at) => warned[at]?.includes(name))} of={requests.length} />
  ));
}

interface NoteProps {
  readonly name: string;
  readonly found: readonly RequestView[];
  readonly of: number;
}

function WarningNote({ name, found, of }: NoteProps) {
  const { title, words } = wordsOf(name);
  if (of === 1)
    return (
      <LookTwice title={title}>
        <Text size="sm" {...warningMark(idsOf(found), name)}>
          {words}
        </Text>
      </LookTwice>
    );
  return (
    <LookTwice title={`${title}: ${countOf(found.length, 'request')} of ${of}`}>
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
  const [names = []] = useWarningsNow([request]);
  return names.map((name) => {
    const { title, words } = wordsOf(name);
    return (
      <Text key={name} span inherit fw={650} c="orange" title={words}>
        {`${title} · `}
      </Text>
    );
  });
}
