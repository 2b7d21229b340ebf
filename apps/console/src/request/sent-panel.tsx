import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AnswerLost } from '../api/lost-answer';
import { idsOf, type RequestView } from '../api/request-view';
import { shortLine } from '../display/customer';
import { Dialog } from '../display/dialog';
import { Failure } from '../display/failure';
import { countOf, formatCount } from '../display/numbers';
import { sayWhyNot } from '../display/say-why-not';
import { storeDraft, storedDraft } from '../signed-in/draft-store';
import { capital } from './approval-words';
import { DecisionDialog } from './decision-dialog';
import { outbox, useBeingSent, useOutbox } from './decision-outbox';
import { readViews } from './request-queries';
import { ResultList } from './result-list';
import { isUnderWay, type Meant, type Sent } from './sent-decisions';
import { type Person, standingOf } from './standing';
import { commentPlace } from './use-comment';
import { useFindingOut } from './use-finding-out';
import { VERDICTS } from './verdict-words';

/** What came of decisions that were sent: those that were not counted, with a way to say them again, and how many at once went. */
export function SentPanel({ person }: { readonly person: Person }) {
  const [shown, setShown] = useState<Sent>();
  const [again, setAgain] = useState<Meant>();
  const open = useOutbox().filter((sent) => !isUnderWay(sent));
  const { mutate: openAgain, isPending: isReading } = useMutation({
    // As they stand now: others may have approved since, and it is that which is decided on.
    mutationFn: async (meant: Meant): Promise<Meant> => {
      const now = (await readViews(idsOf(meant.requests))).filter((request) =>
        standingOf(request, person).verdicts.includes(meant.verdict),
      );
      return { ...meant, requests: now };
    },
    onSuccess: (meant) => {
      if (meant.requests.length === 0) {
        sayWhyNot('None of these waits for your decision any more.');
        return;
      }
      const draft = { userId: person.id, field: commentPlace(meant.requests, meant.verdict) };
      if (storedDraft(draft) === undefined) storeDraft(draft, JSON.stringify(meant.comment));
      setAgain(meant);
    },
    onError: () => sayWhyNot('The requests could not be read. Try again.'),
  });
  const close = (): void => setAgain(undefined);
  return (
    <>
      {open.length > 0 && (
        <Paper withBorder shadow="md" p="xs" component="section" aria-label="Decisions that were sent">
          <Stack gap="sm" mah="40dvh" style={{ overflow: 'auto' }}>
            {open.map((sent) => (
              <Answered key={sent.key} sent={sent} person={person} isReading={isReading} onShow={setShown} onAgain={openAgain} />
            ))}
          </Stack>
        </Paper>
      )}
      {shown?.told && (
        <Dialog title="How it went" size="wide" onClose={() => setShown(undefined)}>
          <ResultList told={shown.told} verdict={shown.verdict} onClose={() => setShown(undefined)} />
        </Dialog>
      )}
      {again && (
        <DecisionDialog
          verdict={again.verdict}
          requests={again.requests}
          leftOut={0}
          onClose={close}
          onSend={(meant) => {
            outbox.send(meant);
            close();
          }}
        />
      )}
    </>
  );
}

interface Props {
  readonly sent: Sent;
  readonly person: Person;
  /** One of them is about to be opened again. */
  readonly isReading: boolean;
  readonly onShow: (sent: Sent) => void;
  readonly onAgain: (meant: Meant) => void;
}

function Answered({ sent, person, isReading, onShow, onAgain }: Props) {
  const { verdict, told, error, comment } = sent;
  const beingSent = useBeingSent();
  const left = stillOpen(sent, person).filter(({ requestId }) => !beingSent.has(requestId));
  useFindingOut(sent, person.id);
  return (
    <Group gap="xs" justify="space-between" role="status">
      <div>
        <Text size="sm" fw={600} lineClamp={2}>
          {titleOf(sent)}
        </Text>
        {told?.length === 1 && <Text size="sm">{told[0]?.words}</Text>}
      </div>
      <Group gap="xs">
        {told && told.length > 1 && (
          <Button size="xs" onClick={() => onShow(sent)}>
            How it went
          </Button>
        )}
        {left.length > 0 && (
          <Button size="xs" variant="light" loading={isReading} onClick={() => onAgain({ verdict, comment, requests: left })}>
            Open again
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => outbox.dismiss(sent.key)}>
          Dismiss
        </Button>
      </Group>
      {error !== undefined && <Failure error={error} />}
    </Group>
  );
}

function titleOf({ verdict, requests, told, error }: Sent): string {
  const { done } = VERDICTS[verdict];
  if (told && told.length > 1) {
    const worked = told.filter((one) => one.worked).length;
    return `${formatCount(worked)} ${done}${worked < told.length ? `, ${formatCount(told.length - worked)} not` : ''}.`;
  }
  const [only, ...others] = requests;
  const line = only && others.length === 0 ? shortLine(only.details.summary.line, only.details.summary.customer) : '';
  const what = line === '' ? countOf(requests.length, 'request') : line;
  const [single] = told ?? [];
  if (single?.worked) return `${single.request.state === 'AdminTask' ? 'Counted' : capital(done)}: ${what}`;
  return error instanceof AnswerLost ? `Not known whether ${done}: ${what}` : `Not ${done}: ${what}`;
}

/** What is not decided yet, and may be said again. */
function stillOpen({ verdict, requests, told }: Sent, person: Person): readonly RequestView[] {
  const undone = told ? told.filter(({ worked }) => !worked).map(({ request }) => request) : requests;
  return undone.filter((request) => standingOf(request, person).verdicts.includes(verdict));
}
