import { Button, Group, Paper, Radio, Stack, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { Failure } from '../display/failure';
import { RESOLUTION_WORDS } from './attempt-words';
import { type Resolution, RESOLUTIONS } from './operation-views';
import { useProposeResolution } from './operations-queries';

const LONGEST_EVIDENCE = 4_000;

/** Says what became of the request, and where one has seen it. Nothing happens before a second person confirms. */
export function ProposalForm({ requestId }: { readonly requestId: string }) {
  const [action, setAction] = useState<Resolution>();
  const [evidence, setEvidence] = useState('');
  const propose = useProposeResolution(requestId);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (action === undefined) return;
    propose.mutate(
      { action, evidence: evidence.trim() },
      { onSuccess: () => notifications.show({ title: 'Proposed.', message: 'Another operator confirms or declines it.' }) },
    );
  };
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="propose">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={2} size="h4" id="propose">
            Propose what became of it
          </Title>
          <Radio.Group label="What did you find out?" required value={action ?? ''} onChange={(value) => setAction(value as Resolution)}>
            <Stack gap="xs" mt={6}>
              {RESOLUTIONS.map((resolution) => {
                const { label, when, then } = RESOLUTION_WORDS[resolution];
                return <Radio key={resolution} value={resolution} label={label} description={`${when} ${then}`} />;
              })}
            </Stack>
          </Radio.Group>
          <Textarea
            label="Evidence"
            description="Where you looked, and what you saw there. Kept for good; no part of any event."
            required
            autosize
            minRows={3}
            maxLength={LONGEST_EVIDENCE}
            value={evidence}
            onChange={({ currentTarget }) => setEvidence(currentTarget.value)}
          />
          {propose.isError && <Failure error={propose.error} />}
          <Group>
            <Button type="submit" loading={propose.isPending} disabled={action === undefined || evidence.trim() === ''}>
              Propose
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
