import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleHelp, CircleX, Clock } from 'lucide-react';
import dayjs from 'dayjs';
import type { RequestView } from '../api/request-view';
import { Identifier, OutsideText } from '../display/outside-text';
import { exactTime, zoneAt } from '../display/times';
import { useGrant } from '../signed-in/session-store';
import { statusInWords } from './status-words';

const LOOKS = {
  calm: { color: 'blue', icon: Clock },
  good: { color: 'green', icon: CircleCheck },
  bad: { color: 'red', icon: CircleX },
  unsure: { color: 'orange', icon: CircleHelp },
} as const;

/** How the request stands, in words; told again to screen readers when it changes. */
export function StatusNote({ request }: { readonly request: RequestView }) {
  const { tone, title, text } = statusInWords(request, clockTime);
  const { color, icon: Icon } = LOOKS[tone];
  const mayOperate = useGrant('CanOperateWorkflows');
  const { executionState, outcome } = request.details;
  // The badge says already that it waits.
  if (request.state === 'AdminTask' && text === undefined) return <div role="status" />;
  return (
    <div role="status">
      <Alert color={color} variant="light" icon={<Icon size={18} aria-hidden />} title={title}>
        {text !== undefined && <Text size="sm">{text}</Text>}
        {outcome?.warnings?.map(({ code, message, reference }) => (
          <Text size="sm" key={`${code}${reference ?? ''}`}>
            {reference !== undefined && (
              <>
                <Identifier>{reference}</Identifier>:{' '}
              </>
            )}
            <OutsideText>{message}</OutsideText> (<OutsideText>{code}</OutsideText>)
          </Text>
        ))}
        {executionState === 'needs-review' && mayOperate && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/operations/reviews/$requestId" params={{ requestId: request.requestId }} {...props} />}
          >
            Find out and resolve it
          </Anchor>
        )}
      </Alert>
    </div>
  );
}

/** Such as `at 12:03`, with the day when it is not today. */
function clockTime(at: string): string {
  return dayjs(at).isSame(dayjs(), 'day') ? `at ${dayjs(at).format('HH:mm')} ${zoneAt(at)}` : `on ${exactTime(at)}`;
}
