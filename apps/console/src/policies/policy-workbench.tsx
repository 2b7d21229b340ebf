import './policies.css';
import { Alert, Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { sayWhyNot } from '../display/say-why-not';
import { problemsOf } from './draft-problems';
import type { ActivePolicy } from './policy';
import { changesBetween } from './policy-diff';
import { settingsOf, sliderEnd } from './policy-draft';
import { PolicyEditor } from './policy-editor';
import { ProposeDialog } from './propose-dialog';
import { SimulationPanel } from './simulation-panel';
import type { usePolicyDraft } from './use-policy-draft';

/** How long the hand may rest before the past is judged anew. */
const REST_MS = 450;

interface Props {
  readonly type: RequestTypeDescription;
  readonly active: ActivePolicy;
  readonly draft: ReturnType<typeof usePolicyDraft>;
  /** Asks first where something would be lost. */
  readonly onStartOver: () => void;
}

/** A draft of the policy beside what it would have made of the past, and the way to propose it. */
export function PolicyWorkbench({ type, active, draft: kept, onStartOver }: Props) {
  const { begun } = kept;
  const { draft } = begun;
  const [proposing, setProposing] = useState(false);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const settings = useMemo(() => (problems.size === 0 ? settingsOf(draft) : undefined), [draft, problems]);
  const [settled] = useDebouncedValue(settings, REST_MS);
  const changes = settings ? changesBetween(active, settings, type) : [];
  const isOvertaken = begun.basedOn !== active.version;
  const isUntouched = settings !== undefined && changesBetween(begun.from, settings, type).length === 0;
  useEffect(() => {
    // Nothing is lost: an untouched draft that began with an older version would undo the newer one.
    if (isOvertaken && isUntouched) kept.startOver();
  });
  const propose = (): void => {
    const why = whyNotProposed(problems.size, isOvertaken, changes.length);
    if (why === undefined) setProposing(true);
    else sayWhyNot(why);
  };
  return (
    <section aria-labelledby="policy-draft">
      <Head wasKept={kept.wasKept} onStartOver={onStartOver} onPropose={propose} />
      {isOvertaken && (
        <Alert variant="light" color="orange" title={`Version ${active.version} became active while you edited`} mb="md">
          Your draft began with version {begun.basedOn} and would undo what changed since, so it cannot be proposed. Note what you want to
          change, and start over.
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Paper withBorder p="md">
          <PolicyEditor draft={draft} kind={type} problems={problems} sliderEnd={sliderEnd(begun.from)} onChange={kept.change} />
        </Paper>
        <div className="beside">
          <SimulationPanel type={type} settings={settled} isBehind={settings !== settled} hasProblems={problems.size > 0} />
        </div>
      </SimpleGrid>
      {settings && proposing && (
        <ProposeDialog
          type={type}
          basedOn={begun.basedOn}
          settings={settings}
          changes={changes}
          onClose={() => setProposing(false)}
          onProposed={kept.startOver}
        />
      )}
    </section>
  );
}

interface HeadProps {
  /** Whether somebody comes back to it. */
  readonly wasKept: boolean;
  readonly onStartOver: () => void;
  readonly onPropose: () => void;
}

function Head({ wasKept, onStartOver, onPropose }: HeadProps) {
  return (
    <Group justify="space-between" mb="xs">
      <div>
        <Title order={2} size="h4" id="policy-draft">
          Draft
        </Title>
        <Text size="sm" c="dimmed">
          {wasKept && 'This is the draft that you left here. '}
          Change what you like: beside it stands what it would have made of the past. Nothing holds until another person approves it.
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={onStartOver}>
          Start over
        </Button>
        <Button onClick={onPropose}>Propose…</Button>
      </Group>
    </Group>
  );
}

function whyNotProposed(problems: number, isOvertaken: boolean, changes: number): string | undefined {
  if (problems > 0) return 'Mend what is marked in the draft first.';
  if (isOvertaken) return 'Another version became active meanwhile: start over.';
  return changes === 0 ? 'The draft changes nothing of the active policy.' : undefined;
}
