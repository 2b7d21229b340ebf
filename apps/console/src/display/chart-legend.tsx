import { ColorSwatch, Group, Text } from '@mantine/core';

export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly faint?: boolean;
}

/** What the colours of a chart mean. */
export function ChartLegend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <Group component="ul" gap="md" mb={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {entries.map(({ label, color, faint }) => (
        <Group component="li" key={label} gap={6} wrap="nowrap">
          <ColorSwatch component="span" color={color} size={10} radius={2} withShadow={false} opacity={faint ? FAINT : 1} />
          <Text component="span" size="xs">
            {label}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

export const FAINT = 0.45;
