import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { ConfirmDialog } from '../display/confirm-dialog';
import { Failure } from '../display/failure';
import { OutsideText } from '../display/outside-text';
import { Age } from '../display/times';
import { useSession } from '../signed-in/session-store';
import type { ActivePolicy, PolicySettings, PolicyVersion } from './policy';
import { PolicyChanges } from './policy-changes';
import { changesBetween } from './policy-diff';
import { uncappedWords } from './policy-in-words';
import { useDecidePolicy } from './policy-queries';

interface Props {
  readonly type: RequestTypeDescription;
  readonly active: ActivePolicy;
  readonly proposals: readonly PolicyVersion[];
  readonly onTry: (settings: PolicySettings) => void;
}

/** What waits for a second person. Nothing is shown while nothing waits. */
export function WaitingProposals({ proposals, ...rest }: Props) {
  if (proposals.length === 0) return null;
  return (
    <section aria-labelledby="waiting-proposals">
      <Title order={2} size="h4" id="waiting-proposals" mb="xs">
        {proposals.length === 1 ? 'A change waits for a second person' : `${proposals.length} changes wait for a second person`}
      </Title>
      <Stack gap="sm">
        {proposals.map((proposal) => (
          <Proposal key={proposal.version} proposal={proposal} {...rest} />
        ))}
      </Stack>
    </section>
  );
}

function Proposal({ type, active, proposal, onTry }: Omit<Props, 'proposals'> & { readonly proposal: PolicyVersion }) {
  const session = useSession();
  const decide = useDecidePolicy(type.name);
  const [asked, setAsked] = useState<'approve' | 'decline'>();
  const isOwn = session?.user.id === proposal.proposedBy.id;
  const isStale = proposal.basedOn !== active.version;
  const answer = (verdict: 'approve' | 'decline') =>
    decide.mutate(
      { version: proposal.version, verdict },
      {
        onSuccess: ({ warnings = [] }) =>
          notifications.show({ title: toldOf(verdict, proposal), message: warnings.map(({ message }) => message).join(' ') }),
        onSettled: () => setAsked(undefined),
      },
    );
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text size="sm">
          <strong>Version {proposal.version}</strong>, proposed by {isOwn ? 'you' : <OutsideText>{proposal.proposedBy.name}</OutsideText>}{' '}
          <Age at={proposal.proposedAt} size="sm" />
        </Text>
        <PolicyChanges changes={changesBetween(active, proposal, type)} caption="What it changes of the active policy" />
        {isOwn && <Text size="sm">You proposed this yourself. Another person with CanConfigureWorkflows approves or declines it.</Text>}
        {isStale && (
          <Alert variant="light" color="orange" title="Another version became active since this was proposed">
            It can only be declined. Try it as a draft to propose it anew on top of what holds now.
          </Alert>
        )}
        {decide.isError && <Failure error={decide.error} />}
        <Group gap="xs">
          {!isOwn && !isStale && <Button onClick={() => setAsked('approve')}>Approve…</Button>}
          {!isOwn && (
            <Button variant="default" onClick={() => setAsked('decline')}>
              Decline…
            </Button>
          )}
          <Button variant="subtle" onClick={() => onTry(proposal)}>
            Try it as a draft
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asked !== undefined}
        about={`version ${proposal.version} on top of ${active.version}`}
        title={asked === 'approve' ? `Approve version ${proposal.version}?` : `Decline version ${proposal.version}?`}
        confirm={asked === 'approve' ? 'Approve' : 'Decline'}
        busy={decide.isPending}
        onConfirm={() => asked && answer(asked)}
        onClose={() => setAsked(undefined)}
      >
        {asked === 'approve' ? approvalWords(proposal) : 'The active policy stays as it is. The proposal stays in the history.'}
      </ConfirmDialog>
    </Paper>
  );
}

function approvalWords(proposal: PolicyVersion): string {
  return [
    'Every new request of this type is judged by it from now on. What waits already keeps the checkers that it has.',
    'What you or its proposer ask for still goes to a checker.',
    ...uncappedWords(proposal),
  ].join(' ');
}

function toldOf(verdict: 'approve' | 'decline', { version }: PolicyVersion): string {
  return verdict === 'approve' ? `Version ${version} is active.` : `Version ${version} is declined.`;
}
