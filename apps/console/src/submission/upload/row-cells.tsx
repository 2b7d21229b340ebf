import { Group, Text } from '@mantine/core';
import { StateBadge } from '../../display/state-badge';
import { TextLink } from '../links';
import { RequestReference } from '../request-reference';
import { verdictWords } from '../verdict-words';
import { isBarred, type Judgement } from './judge-rows';
import type { RowOutcome } from './upload-run';
import { OutsideText, RequestLine } from '../../display/outside-text';

/** What a row asks for, and what speaks against it. */
export function RowWords({ judgement }: { readonly judgement: Judgement }) {
  const { summary, warnings = [] } = judgement.result ?? {};
  return (
    <>
      {summary && (
        <Text size="sm">
          <RequestLine summary={summary} />
        </Text>
      )}
      {judgement.kind === 'wrong' &&
        judgement.messages.map((message) => (
          <Text key={message} size="sm" c="var(--mantine-color-error)">
            <OutsideText>{message}</OutsideText>
          </Text>
        ))}
      {'message' in judgement && (
        <Text size="sm" fw={600}>
          <OutsideText>{judgement.message}</OutsideText> {'requestId' in judgement && <RequestReference reference={judgement.requestId} />}
        </Text>
      )}
      {warnings.map(({ message, reference }) => (
        <Text key={`${message}${reference ?? ''}`} size="xs" c="dimmed">
          <OutsideText>{message}</OutsideText>
        </Text>
      ))}
    </>
  );
}

/** Who has to agree, should it be submitted. */
export function Verdict({ judgement }: { readonly judgement: Judgement }) {
  const { verdict } = judgement.result ?? {};
  const isRefused = isBarred(judgement) || !verdict;
  return (
    <Text size="sm" {...(isRefused && { c: 'dimmed' })}>
      {isRefused ? 'Cannot be submitted' : verdictWords(verdict)}
    </Text>
  );
}

/** What became of it. */
export function Result({ outcome, isChosen }: { readonly outcome: RowOutcome | undefined; readonly isChosen: boolean }) {
  if (outcome?.kind === 'submitted') {
    const { requestId, state } = outcome.request;
    return (
      <Group gap="xs">
        <StateBadge state={state} />
        {outcome.isEarlier && <Text size="sm">Submitted before</Text>}
        <TextLink to="/requests/$requestId" params={{ requestId }} target="_blank" size="sm">
          Open
        </TextLink>
      </Group>
    );
  }
  if (outcome)
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        Refused: <OutsideText>{outcome.message}</OutsideText>
      </Text>
    );
  return (
    <Text size="sm" c="dimmed">
      {isChosen ? 'Not submitted yet' : 'Left out'}
    </Text>
  );
}
