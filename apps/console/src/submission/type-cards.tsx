import { Badge, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import type { RequestTypeDescription } from '../api/request-types';
import { BlockLink } from './links';

/** Which kind of request: one card a type. */
export function TypeCards({ types, to }: { readonly types: readonly RequestTypeDescription[]; readonly to: '/new' | '/upload' }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {types.map(({ name, title, pointsFlow, paused, payloadSchema }) => (
        <Paper key={name} component="li" withBorder>
          <BlockLink to={to} search={{ type: name }} p="md" w="100%" h="100%" display="block">
            <Group justify="space-between" wrap="nowrap">
              <Text fw={600}>{title}</Text>
              <ArrowRight size={16} aria-hidden />
            </Group>
            <Text size="sm" c="dimmed" mt={4}>
              {payloadSchema.description ?? flowWords(pointsFlow)}
            </Text>
            {paused && (
              <Badge mt="xs" color="orange" variant="light" tt="none">
                Paused
              </Badge>
            )}
          </BlockLink>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

function flowWords(flow: RequestTypeDescription['pointsFlow']): string {
  if (flow === 'granted') return 'Gives points to a customer.';
  return flow === 'redeemed' ? 'Takes points from a customer’s balance.' : 'Changes something other than points.';
}
