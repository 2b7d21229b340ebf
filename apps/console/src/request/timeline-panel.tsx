import { Skeleton, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, CircleHelp, Dot, PhoneCall, Send, X } from 'lucide-react';
import { Failure } from '../display/failure';
import { Age, exactTime } from '../display/times';
import { Panel } from './panel';
import { historyQuery } from './request-queries';
import { type Moment, timelineOf } from './timeline';
import { OutsideText } from '../display/outside-text';

const COLORS: Readonly<Record<Moment['tone'], string>> = { plain: 'gray', good: 'green', bad: 'red', unsure: 'orange' };

/** Of whatever is listed, the whole line is drawn. */
const ALL_PASSED = Infinity;

/** Every step, every call to the loyalty API and everybody who was told, with times. */
export function TimelinePanel({ requestId }: { readonly requestId: string }) {
  const { data, isPending, error, refetch } = useQuery(historyQuery(requestId));
  return (
    <Panel title="What happened">
      {isPending && <Skeleton height={90} />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <Timeline bulletSize={22} lineWidth={2} active={ALL_PASSED}>
          {timelineOf(data).map((moment) => (
            <Timeline.Item
              key={moment.key}
              color={COLORS[moment.tone]}
              bullet={<Mark moment={moment} />}
              title={<Text size="sm">{titleOf(moment)}</Text>}
            >
              {moment.comment !== undefined && (
                <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                  “<OutsideText>{moment.comment}</OutsideText>”
                </Text>
              )}
              {moment.at !== '' && (
                <Text size="xs" c="dimmed">
                  {exactTime(moment.at)} (<Age at={moment.at} size="xs" />)
                </Text>
              )}
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Panel>
  );
}

function titleOf({ what, who }: Moment): string {
  return who === undefined ? what : `${what} by ${who}`;
}

function Mark({ moment: { kind, tone } }: { readonly moment: Moment }) {
  const Icon = kind === 'attempt' ? PhoneCall : kind === 'delivery' ? Send : { plain: Dot, good: Check, bad: X, unsure: CircleHelp }[tone];
  return <Icon size={12} aria-hidden />;
}
