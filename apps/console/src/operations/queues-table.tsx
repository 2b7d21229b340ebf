import '../display/narrow-table.css';
import { Badge, Button, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTypeTitle } from '../api/request-types';
import { Failure } from '../display/failure';
import { ListLink } from '../display/list-link';
import { formatCount } from '../display/numbers';
import { Age } from '../display/times';
import type { TypeStanding } from './operation-views';
import { standingsQuery } from './operations-queries';
import { PauseDialog } from './pause-dialog';
import { OutsideText } from '../display/outside-text';

const MOST = 10_000;

/** The queue of each type: how deep, how fast, how old, and whether it runs. */
export function QueuesTable() {
  const standings = useQuery(standingsQuery);
  const [asked, setAsked] = useState<TypeStanding>();
  return (
    <section aria-labelledby="queues">
      <Title order={2} size="h4" id="queues" mb="xs">
        Queues
      </Title>
      {standings.isPending && <Skeleton height={220} />}
      {standings.isError && <Failure error={standings.error} onRetry={() => void standings.refetch()} />}
      {standings.data && (
        <Paper withBorder pb={6}>
          <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
            <Table className="narrow-table" verticalSpacing="xs" fz="sm">
              <Table.Caption>Looked at every five seconds. Counts stop at {formatCount(MOST)}.</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Request type</Table.Th>
                  {['Waiting', 'Executing', 'In doubt', 'On hold'].map((label) => (
                    <Table.Th key={label} scope="col" ta="right">
                      {label}
                    </Table.Th>
                  ))}
                  <Table.Th scope="col">Oldest due</Table.Th>
                  <Table.Th scope="col">Last 5 minutes</Table.Th>
                  <Table.Th scope="col">Execution</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {standings.data.map((standing) => (
                  <Row key={standing.requestType} standing={standing} onAsk={setAsked} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {asked && (
        <PauseDialog
          standing={asked}
          now={standings.data?.find(({ requestType }) => requestType === asked.requestType)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly standing: TypeStanding;
  readonly onAsk: (standing: TypeStanding) => void;
}

function Row({ standing, onAsk }: RowProps) {
  const title = useTypeTitle()(standing.requestType);
  const { waiting, executing, inDoubt, held, oldestDueAt, endedInLastFiveMinutes: ended, queue } = standing;
  const ofType = { type: standing.requestType };
  const underWay = { ...ofType, states: 'IntouchAPITask' };
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={550}>
        {title}
      </Table.Th>
      <Table.Td ta="right" data-label="Waiting">
        <ListLink fz="sm" search={underWay} label={`${waiting} ${title} wait, show them`}>
          {counted(waiting)}
        </ListLink>
        {queue !== undefined && queue.retrying > 0 && (
          <Text size="xs" c="dimmed">
            {counted(queue.retrying)} tried before
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" data-label="Executing">
        <ListLink fz="sm" search={underWay} label={`${executing} ${title} are executed, show them`}>
          {counted(executing)}
        </ListLink>
      </Table.Td>
      <Table.Td ta="right" data-label="In doubt">
        {counted(inDoubt)}
      </Table.Td>
      <Table.Td ta="right" data-label="On hold">
        {counted(held)}
      </Table.Td>
      <Table.Td data-label="Oldest due">{oldestDueAt === null ? '–' : <Age at={oldestDueAt} size="sm" />}</Table.Td>
      <Table.Td data-label="Last 5 minutes">
        <span>
          {counted(ended.approved)} done,{' '}
          <ListLink fz="sm" search={{ ...ofType, states: 'failed' }} label={`${counted(ended.failed)} failed of ${title}: show them`}>
            {counted(ended.failed)} failed
          </ListLink>
        </span>
      </Table.Td>
      <Table.Td data-label="Execution">
        <Execution standing={standing} title={title} onAsk={onAsk} />
      </Table.Td>
    </Table.Tr>
  );
}

interface ExecutionProps extends RowProps {
  readonly title: string;
}

function Execution({ standing, title, onAsk }: ExecutionProps) {
  const { paused } = standing;
  return (
    <>
      {paused ? (
        <>
          <Badge variant="light" color="orange" radius="sm" tt="none">
            Paused
          </Badge>
          <Text size="xs" c="dimmed" maw={240}>
            by <OutsideText>{paused.by.name}</OutsideText> <Age at={paused.since} size="xs" />: <OutsideText>{paused.reason}</OutsideText>
          </Text>
        </>
      ) : (
        <Text size="sm">Running</Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        mt={4}
        leftSection={paused ? <Play size={13} aria-hidden /> : <Pause size={13} aria-hidden />}
        aria-label={`${paused ? 'Resume' : 'Pause'} ${title}`}
        onClick={() => onAsk(standing)}
      >
        {paused ? 'Resume…' : 'Pause…'}
      </Button>
    </>
  );
}

function counted(count: number): string {
  return count > MOST ? `over ${formatCount(MOST)}` : formatCount(count);
}
