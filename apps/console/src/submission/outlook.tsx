import { Alert, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { CircleCheck, TriangleAlert, UserCheck } from 'lucide-react';
import type { Check } from './use-check';
import { RequestReference } from './request-reference';
import { verdictWords } from './verdict-words';
import { OutsideText, RequestLine } from '../display/outside-text';
import { isolated } from '../display/visible-text';

interface Props {
  readonly check: Check;
  readonly isWanted: boolean;
  /** Fields that still have to be filled in or mended. */
  readonly open: readonly string[];
}

/** What submitting will do, before it is done. */
export function Outlook({ check, isWanted, open }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="outlook">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5" id="outlook">
          What will happen
        </Title>
        {isWanted && !check.isCurrent && !check.error && <Loader size="xs" aria-label="Checking" />}
      </Group>
      <div aria-live="polite">
        <Words check={check} isWanted={isWanted} open={open} />
      </div>
    </Paper>
  );
}

function Words({ check: { result, error }, isWanted, open }: Props) {
  if (!isWanted) return <Faint>Fill in the form: here it says what your request will do and who has to agree.</Faint>;
  if (error) return <Faint>This could not be checked just now. You can submit all the same: it is checked again then.</Faint>;
  if (!result) return <Faint>Checking…</Faint>;
  const { ok, summary, verdict, warnings = [], errors = [] } = result;
  return (
    <Stack gap="sm">
      {summary && (
        <Text fw={600}>
          <RequestLine summary={summary} isFull />
        </Text>
      )}
      {ok && verdict && (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          {verdict.kind === 'auto' ? <CircleCheck size={18} aria-hidden /> : <UserCheck size={18} aria-hidden />}
          <Text size="sm">{verdictWords(verdict)}</Text>
        </Group>
      )}
      {!ok && verdict?.kind === 'refused' && (
        <Alert color="red" title="It would be refused" icon={<TriangleAlert size={18} aria-hidden />}>
          <OutsideText>{errors.map(({ message }) => message).join(' ')}</OutsideText>
        </Alert>
      )}
      {!ok && verdict?.kind !== 'refused' && (
        <Faint>{open.length > 0 ? `Still to do: ${open.join(', ')}.` : isolated(errors.map(({ message }) => message).join(' '))}</Faint>
      )}
      {warnings.map(({ message, reference }) => (
        <Alert
          key={`${message}${reference ?? ''}`}
          color="yellow"
          title="Look at this first"
          icon={<TriangleAlert size={18} aria-hidden />}
        >
          <OutsideText>{message}</OutsideText> <RequestReference reference={reference} />
        </Alert>
      ))}
    </Stack>
  );
}

function Faint({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
