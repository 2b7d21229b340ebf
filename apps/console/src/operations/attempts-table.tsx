import { Paper, Table, Text, Title } from '@mantine/core';
import { formatCount } from '../display/numbers';
import { exactTime } from '../display/times';
import { attemptAnswer, attemptOutcome, whereToLook } from './attempt-words';
import type { LoyaltyAttempt } from './operation-views';

interface Props {
  readonly attempts: readonly LoyaltyAttempt[];
  /** Why the request is on hold. */
  readonly code: string | undefined;
  readonly isHeld: boolean;
}

/** Each call to the loyalty API with what came back, and where to find out more. */
export function AttemptsTable({ attempts, code, isHeld }: Props) {
  return (
    <section aria-labelledby="attempts">
      <Title order={2} size="h4" id="attempts" mb="xs">
        What was tried
      </Title>
      {attempts.length === 0 ? (
        <Text size="sm">Nothing was sent to the loyalty API.</Text>
      ) : (
        <Paper withBorder pb={6}>
          <Table.ScrollContainer minWidth={560} type="native" tabIndex={0}>
            <Table fz="sm" verticalSpacing="xs">
              <Table.Caption>Calls to the loyalty API, the oldest first</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">When</Table.Th>
                  <Table.Th scope="col">Outcome</Table.Th>
                  <Table.Th scope="col">Answer</Table.Th>
                  <Table.Th scope="col" ta="right">
                    Took
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {attempts.map((attempt, index) => (
                  <Table.Tr key={`${attempt.at}${index}`}>
                    <Table.Td>{exactTime(attempt.at)}</Table.Td>
                    <Table.Td>
                      {attemptOutcome(attempt)}
                      {attempt.fenced && (
                        <Text size="xs" c="dimmed">
                          Came too late to change anything; what it says may be the evidence.
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{attemptAnswer(attempt)}</Table.Td>
                    <Table.Td ta="right">{formatCount(attempt.durationMs)} ms</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {isHeld && (
        <Text size="sm" mt="xs">
          {whereToLook(code)}
        </Text>
      )}
    </section>
  );
}
