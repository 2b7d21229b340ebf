import './policies.css';
import { Alert, Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { problemsOf } from './draft-problems';
import type { ActivePolicy, PolicySettings } from './policy';
import { changesBetween } from './policy-diff';
import { draftOf, settingsOf, sliderEnd } from './policy-draft';
import { PolicyEditor } from './policy-editor';
import { ProposeDialog } from './propose-dialog';
import { SimulationPanel } from './simulation-panel';

/** How long the hand may rest before the past is judged anew. */
const REST_MS = 450;

/** What a draft began with, and on top of which active version. */
export interface DraftBeginning {
  readonly from: PolicySettings;
  readonly basedOn: number;
  readonly times: number;
}

interface Props {
  readonly type: RequestTypeDescription;
  readonly active: ActivePolicy;
  readonly begun: DraftBeginning;
  readonly onStartOver: () => void;
}

/** A draft of the policy beside what it would have made of the past, and the way to propose it. */
export function PolicyWorkbench({ type, active, begun, onStartOver }: Props) {
  const [draft, setDraft] = useState(() => draftOf(begun.from));
  const [proposing, setProposing] = useState(false);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const settings = useMemo(() => (problems.size === 0 ? settingsOf(draft) : undefined), [draft, problems]);
  const [settled] = useDebouncedValue(settings, REST_MS);
  const changes = settings ? changesBetween(active, settings, type) : [];
  const isOvertaken = begun.basedOn !== active.version;
  const isUntouched = settings !== undefined && changesBetween(begun.from, settings, type).length === 0;
  useEffect(() => {
    // Nothing is lost: an untouched draft that began with an older version would undo the newer one.
    if (isOvertaken && isUntouched) onStartOver();
  });
  return (
    <section aria-labelledby="policy-draft">
      <Head canPropose={changes.length > 0 && !isOvertaken} onStartOver={onStartOver} onPropose={() => setProposing(true)} />
      {isOvertaken && (
        <Alert variant="light" color="orange" title={`Version ${active.version} became active while you edited`} mb="md">
          Your draft began with version {begun.basedOn} and would undo what changed since, so it cannot be proposed. Note what you want to
          change, and start over.
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Paper withBorder p="md">
          <PolicyEditor draft={draft} kind={type} problems={problems} sliderEnd={sliderEnd(begun.from)} onChange={setDraft} />
        </Paper>
        <div className="beside">
          <SimulationPanel type={type} settings={settled} isBehind={settings !== settled} hasProblems={problems.size > 0} />
        </div>
      </SimpleGrid>
      {settings && (
        <ProposeDialog
          opened={proposing}
          type={type}
          basedOn={begun.basedOn}
          settings={settings}
          changes={changes}
          onClose={() => setProposing(false)}
          onProposed={onStartOver}
        />
      )}
    </section>
  );
}

interface HeadProps {
  readonly canPropose: boolean;
  readonly onStartOver: () => void;
  readonly onPropose: () => void;
}

function Head({ canPropose, onStartOver, onPropose }: HeadProps) {
  return (
    <Group justify="space-between" mb="xs">
      <div>
        <Title order={2} size="h4" id="policy-draft">
          Draft
        </Title>
        <Text size="sm" c="dimmed">
          Change what you like: beside it stands what it would have made of the past. Nothing holds until another person approves it.
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={onStartOver}>
          Start over
        </Button>
        <Button disabled={!canPropose} onClick={onPropose}>
          Propose…
        </Button>
      </Group>
    </Group>
  );
}
