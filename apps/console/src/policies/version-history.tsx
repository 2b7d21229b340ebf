import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { exactTime } from '../display/times';
import type { PolicyKind, PolicySettings, PolicyVersion } from './policy';
import { baseOf, changesBetween } from './policy-diff';
import { OutsideText } from '../display/outside-text';

const STATUS: Readonly<Record<PolicyVersion['status'], string>> = {
  proposed: 'Waits for a second person',
  active: 'Active',
  superseded: 'Replaced',
  declined: 'Declined',
  withdrawn: 'Withdrawn: its proposer was revoked',
};

interface Props {
  readonly versions: readonly PolicyVersion[];
  readonly kind: PolicyKind;
  readonly onTry: (settings: PolicySettings) => void;
}

/** Every version that was ever proposed, the newest first. */
export function VersionHistory({ versions, kind, onTry }: Props) {
  return (
    <section aria-labelledby="policy-history">
      <Title order={2} size="h4" id="policy-history" mb="xs">
        History
      </Title>
      {versions.length === 0 ? (
        <Text size="sm" c="dimmed">
          No policy was proposed yet. Change the draft above and propose it.
        </Text>
      ) : (
        <Paper withBorder pb={6}>
          <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
            <Table fz="sm" verticalSpacing="xs">
              <Table.Caption>Versions never change; each request keeps the one that judged it.</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Version</Table.Th>
                  <Table.Th scope="col">What it changed</Table.Th>
                  <Table.Th scope="col">Proposed</Table.Th>
                  <Table.Th scope="col">Decided</Table.Th>
                  <Table.Th scope="col" aria-label="Use" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {versions.map((version) => (
                  <Row key={version.version} version={version} before={baseOf(version)} kind={kind} onTry={onTry} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </section>
  );
}

interface RowProps extends Omit<Props, 'versions'> {
  readonly version: PolicyVersion;
  /** Absent where it was not kept what the version is based on. */
  readonly before: PolicySettings | undefined;
}

function Row({ version, before, kind, onTry }: RowProps) {
  return (
    <Table.Tr>
      <Table.Td valign="top">
        <Text size="sm" fw={550}>
          {version.version}
        </Text>
        {STATUS[version.status]}
      </Table.Td>
      <Table.Td valign="top">
        <Changed version={version} before={before} kind={kind} />
      </Table.Td>
      <Table.Td valign="top">
        <OutsideText>{version.proposedBy.name}</OutsideText>
        <Text size="xs" c="dimmed">
          {exactTime(version.proposedAt)}
        </Text>
      </Table.Td>
      <Table.Td valign="top">
        <OutsideText>{version.decidedBy?.name ?? '–'}</OutsideText>
        {version.decidedAt !== undefined && (
          <Text size="xs" c="dimmed">
            {exactTime(version.decidedAt)}
          </Text>
        )}
      </Table.Td>
      <Table.Td valign="top">
        <Button size="compact-sm" variant="subtle" onClick={() => onTry(version)} aria-label={`Try version ${version.version} as a draft`}>
          Try
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function Changed({ version, before, kind }: Omit<RowProps, 'onTry'>) {
  if (!before) return <Text size="sm">What it was based on was not kept.</Text>;
  const changes = changesBetween(before, version, kind);
  if (changes.length === 0) return <Text size="sm">Nothing: it says the same as the version before.</Text>;
  return changes.map(({ setting, label, after }) => (
    <Text key={setting} size="sm">
      <strong>{label}:</strong> {after.join(' ')}
    </Text>
  ));
}
