import { Group, Paper, Radio, Stack, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useRef, useState } from 'react';
import { BusyButton } from '../display/busy-button';
import { Failure } from '../display/failure';
import { useDraft } from '../session/draft';
import { RESOLUTION_WORDS } from './attempt-words';
import { type Resolution, RESOLUTIONS } from './operation-views';
import { useProposeResolution } from './operations-queries';

const LONGEST_EVIDENCE = 4_000;

/** Says what became of the request, and where one has seen it. Nothing happens before a second person confirms. */
export function ProposalForm({ requestId }: { readonly requestId: string }) {
  const [action, setAction] = useState<Resolution>();
  const [evidence, setEvidence, forgetEvidence] = useDraft(`evidence.${requestId}`, '');
  const [wasTried, setWasTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const propose = useProposeResolution(requestId);
  const lacksEvidence = evidence.trim() === '';
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setWasTried(true);
    if (action === undefined) form.current?.querySelector('input')?.focus();
    else if (lacksEvidence) form.current?.querySelector('textarea')?.focus();
    else if (!propose.isPending) propose.mutate({ action, evidence: evidence.trim() }, { onSuccess: proposed });
  };
  const proposed = (): void => {
    forgetEvidence();
    notifications.show({ title: 'Proposed.', message: 'Another operator confirms or declines it.' });
  };
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="propose">
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <Title order={2} size="h4" id="propose">
            Propose what became of it
          </Title>
          <Findings action={action} isMissed={wasTried && action === undefined} onChoose={setAction} />
          <Textarea
            label="Evidence"
            description="Where you looked, and what you saw there. Kept for good; no part of any event."
            required
            error={wasTried && lacksEvidence && 'Say where you saw it.'}
            autosize
            minRows={3}
            maxLength={LONGEST_EVIDENCE}
            value={evidence}
            onChange={({ currentTarget }) => setEvidence(currentTarget.value)}
          />
          {propose.isError && <Failure error={propose.error} />}
          <Group>
            <BusyButton type="submit" busy={propose.isPending}>
              Propose
            </BusyButton>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

interface FindingsProps {
  readonly action: Resolution | undefined;
  readonly isMissed: boolean;
  readonly onChoose: (action: Resolution) => void;
}

function Findings({ action, isMissed, onChoose }: FindingsProps) {
  return (
    <Radio.Group
      label="What did you find out?"
      required
      error={isMissed && 'Choose what you found out.'}
      value={action ?? ''}
      onChange={(value) => onChoose(value as Resolution)}
    >
      <Stack gap="xs" mt={6}>
        {RESOLUTIONS.map((resolution) => {
          const { label, when, then } = RESOLUTION_WORDS[resolution];
          return <Radio key={resolution} value={resolution} label={label} description={`${when} ${then}`} />;
        })}
      </Stack>
    </Radio.Group>
  );
}
