import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RequestView } from '../api/request-view';
import { DecisionBox } from './decision-box';
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

/** What this person can do about the request now, and why no more than that. */
export function DecisionPanel({ request, standing, person, onChanged, onReadAgain }: Props) {
  const [refused, setRefused] = useState<string>();
  const [firstState] = useState(request.state);
  const [decidedHere, setDecidedHere] = useState(false);
  const meanwhile = firstState === 'AdminTask' && !decidedHere ? whoDecidedMeanwhile(request, person.id) : undefined;
  const told = refused ?? meanwhile;
  return (
    <Panel title="Your decision">
      <div role="status">
        {told !== undefined && (
          <Alert color="orange" title="It went otherwise" mb="sm">
            {told}
          </Alert>
        )}
      </div>
      {standing.verdicts.length > 0 ? (
        <DecisionBox
          request={request}
          standing={standing}
          viewerId={person.id}
          onDecided={(view) => {
            setDecidedHere(true);
            setRefused(undefined);
            onChanged(view);
          }}
          onRefused={(why) => {
            setRefused(why);
            onReadAgain();
          }}
        />
      ) : (
        <Text size="sm">{standing.why}</Text>
      )}
      {standing.isOwn && <OwnActions request={request} onChanged={onChanged} />}
    </Panel>
  );
}

/** What a maker can do about their own request. */
function OwnActions({
  request: { requestId, state, details },
  onChanged,
}: {
  readonly request: RequestView;
  readonly onChanged: (view: RequestView) => void;
}) {
  if (state === 'AdminTask') return <WithdrawButton requestId={requestId} onWithdrawn={onChanged} />;
  if (!ENDED_WITHOUT_EXECUTION.includes(state) || details.resubmittedAs !== undefined || details.erasedAt !== undefined) return null;
  return (
    <Group mt="sm">
      <Button variant="default" renderRoot={(props) => <Link to="/new" search={{ from: requestId }} {...props} />}>
        Ask again
      </Button>
    </Group>
  );
}
