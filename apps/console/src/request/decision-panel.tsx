import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { RequestView } from '../api/request-view';
import { DecisionBox } from './decision-box';
import { outbox, useBeingSent } from './decision-outbox';
import { Panel } from './panel';
import { whoDecidedMeanwhile } from './race-words';
import type { Person, Standing } from './standing';
import { WithdrawButton } from './withdraw-button';

interface Props {
  readonly request: RequestView;
  readonly standing: Standing;
  readonly person: Person;
  readonly onChanged: (view: RequestView) => void;
  readonly onReadAgain: () => void;
}

const ENDED_WITHOUT_EXECUTION: readonly string[] = ['rejected', 'withdrawn', 'expired'];

const NOT_AS_BEFORE = 'This is not what you saw: the request differs from what was shown before. Look at all of it again.';

/** What this person can do about the request now, and why no more than that. */
export function DecisionPanel({ request, standing, person, onChanged, onReadAgain }: Props) {
  const [firstState] = useState(request.state);
  const [isToldHere, setIsToldHere] = useState(false);
  const [firstDigest] = useState(request.details.payloadDigest);
  const { requestId } = request;
  const isBeingSent = useBeingSent().has(requestId);
  useEffect(
    () =>
      outbox.whenTold((answers) => {
        const answer = answers.find((one) => one.request.requestId === requestId);
        if (!answer) return;
        setIsToldHere(true);
        if (answer.worked) onChanged(answer.request);
        else onReadAgain();
      }),
    [requestId, onChanged, onReadAgain],
  );
  const meanwhile = firstState === 'AdminTask' && !isToldHere ? whoDecidedMeanwhile(request, person.id) : undefined;
  const told = meanwhile ?? (firstDigest === request.details.payloadDigest ? undefined : NOT_AS_BEFORE);
  return (
    <Panel title="Your decision">
      <div role="status">
        {told !== undefined && (
          <Alert color="orange" title="It went otherwise" mb="sm">
            {told}
          </Alert>
        )}
        {isBeingSent && <Text size="sm">Your decision is being sent…</Text>}
      </div>
      {!isBeingSent &&
        (standing.verdicts.length > 0 ? <DecisionBox request={request} standing={standing} /> : <Text size="sm">{standing.why}</Text>)}
      {standing.isOwn && <OwnActions request={request} onReadAgain={onReadAgain} />}
    </Panel>
  );
}

/** What a maker can do about their own request. */
function OwnActions({ request, onReadAgain }: { readonly request: RequestView; readonly onReadAgain: () => void }) {
  const { requestId, state, details } = request;
  if (state === 'AdminTask') return <WithdrawButton request={request} onAsked={onReadAgain} />;
  if (!ENDED_WITHOUT_EXECUTION.includes(state) || details.resubmittedAs !== undefined || details.erasedAt !== undefined) return null;
  return (
    <Group mt="sm">
      <Button variant="default" renderRoot={(props) => <Link to="/new" search={{ from: requestId }} {...props} />}>
        Ask again
      </Button>
    </Group>
  );
}
