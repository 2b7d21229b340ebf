import { Badge } from '@mantine/core';

/** What people call the states of the API, and how each looks. Words first: no state is told by colour alone. */
const STATES: Readonly<Record<string, { readonly words: string; readonly color: string }>> = {
  AdminTask: { words: 'Waiting for a checker', color: 'yellow' },
  IntouchAPITask: { words: 'Being executed', color: 'blue' },
  approved: { words: 'Approved and done', color: 'green' },
  rejected: { words: 'Rejected', color: 'gray' },
  failed: { words: 'Failed', color: 'red' },
  withdrawn: { words: 'Withdrawn', color: 'gray' },
  expired: { words: 'Expired', color: 'gray' },
};

export function wordsForState(state: string): string {
  return STATES[state]?.words ?? state;
}

interface Props {
  readonly state: string;
  readonly inDoubt?: boolean;
  /** For the API a kind of rejection. */
  readonly isSentBack?: boolean;
}

export function StateBadge({ state, inDoubt = false, isSentBack = false }: Props) {
  const { words, color } = inDoubt
    ? { words: 'Outcome not known yet', color: 'orange' }
    : isSentBack
      ? { words: 'Sent back', color: 'orange' }
      : (STATES[state] ?? { words: state, color: 'gray' });
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" fw={600}>
      {words}
    </Badge>
  );
}
