import { Paper, SimpleGrid, Text } from '@mantine/core';
import { formatCount } from '../display/numbers';
import { differenceWords, headlines, REFUSAL_WORDS, type Simulation } from './simulation';

/** The figures that a decision about a policy turns on: as they were, as they would have been, and what lies between. */
export function HeadlineFigures({ simulation, hasAmount }: { readonly simulation: Simulation; readonly hasAmount: boolean }) {
  const refusedFor = Object.entries(simulation.draft.refusedFor).filter(([, count]) => count > 0);
  return (
    <>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} spacing="xs" m={0}>
        {headlines(simulation, hasAmount).map((headline) => (
          <Paper key={headline.label} withBorder p="xs" bg="transparent">
            <Text component="dt" size="xs" c="dimmed">
              {headline.label}
            </Text>
            <Text component="dd" m={0} fw={650} size="lg">
              {formatCount(headline.wouldBe)}{' '}
              <Text span size="sm" fw={550} {...(headline.wouldBe === headline.was && { c: 'dimmed' })}>
                {differenceWords(headline, formatCount)}
              </Text>
            </Text>
            <Text component="dd" m={0} size="xs" c="dimmed">
              was {formatCount(headline.was)}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      {refusedFor.length > 0 && (
        <Text size="sm">
          The draft refuses for:{' '}
          {refusedFor.map(([reason, count]) => `${REFUSAL_WORDS[reason] ?? reason} (${formatCount(count)})`).join(', ')}.
        </Text>
      )}
    </>
  );
}
