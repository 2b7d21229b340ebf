import { ActionIcon, Box, Checkbox, Group, Table, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, X } from 'lucide-react';
import { memo } from 'react';
import type { RequestSummary, RequestView, Verdict } from '../api/request-view';
import { titleOfType } from '../api/type-name';
import { shortCustomer, shortLine } from '../display/customer';
import { formatPoints } from '../display/numbers';
import { Identifier, OutsideText, RequestLine } from '../display/outside-text';
import { StateBadge } from '../display/state-badge';
import { Age } from '../display/times';
import { isolated } from '../display/visible-text';
import { approvalInWords, progressInWords, turnInWords } from '../request/approval-words';
import { reasonOf } from '../request/reason';
import { standingOf, type Person, type Standing } from '../request/standing';
import { UsedBeforeMark } from '../request/used-before-note';
import { WarningMarks } from '../request/warnings';

interface Props {
  readonly request: RequestView;
  readonly person: Person;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly isBeingSent: boolean;
  readonly hasChanged: boolean;
  readonly onSelect: (request: RequestView) => void;
  readonly onCurrent: (requestId: string) => void;
  readonly onDecide: (verdict: Verdict, request: RequestView) => void;
}

export const linkOf = (requestId: string): string => `request-${requestId}`;

/** One request of the list: what it is about on the left, how it stands on the right. */
export const RequestRow = memo(function RequestRow({
  request,
  person,
  isCurrent,
  isSelected,
  isBeingSent,
  hasChanged,
  onSelect,
  onCurrent,
  onDecide,
}: Props) {
  const { requestId, userName, startTime, details } = request;
  const standing = standsNow(request, person, isBeingSent);
  const line = shortLine(details.summary.line, details.summary.customer);
  return (
    <Table.Tr
      className="inbox-row"
      data-current={isCurrent || undefined}
      data-selected={isSelected || undefined}
      data-request={requestId}
      onFocus={() => onCurrent(requestId)}
    >
      <Table.Td>
        <Checkbox
          size="xs"
          mt={3}
          aria-label={`Mark: ${line}`}
          checked={isSelected}
          // Not disabled: who presses it is told why not.
          {...(standing.verdicts.length === 0 && !isSelected && { 'aria-disabled': true, className: 'cannot' })}
          onChange={() => onSelect(request)}
        />
      </Table.Td>
      <Table.Td>
        <What request={request} standing={standing} hasChanged={hasChanged} />
      </Table.Td>
      <Table.Td visibleFrom="xl" className="one-line">
        <Text size="sm">
          <Identifier>{shortCustomer(details.summary.customer)}</Identifier>
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Points of={details.summary} />
      </Table.Td>
      <Table.Td visibleFrom="sm" className="one-line">
        <Text size="sm" className="one-line" title={isolated(userName)}>
          {standing.isOwn ? 'You' : <OutsideText>{userName}</OutsideText>}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Age at={startTime} isBrief size="sm" />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Stand request={request} standing={standing} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <QuickDecisions request={request} standing={standing} onDecide={onDecide} />
      </Table.Td>
    </Table.Tr>
  );
});

function Points({ of: { amount } }: { readonly of: RequestSummary }) {
  return (
    <Text size="sm" className="whole-number">
      {amount === undefined ? '–' : formatPoints(amount)}
    </Text>
  );
}

/** Nothing more can be said of it as long as nobody knows what became of what was said. */
function standsNow(request: RequestView, person: Person, isBeingSent: boolean): Standing {
  const standing = standingOf(request, person);
  return isBeingSent ? { ...standing, verdicts: [], why: 'Your decision is being sent…' } : standing;
}

/** What it is about; at the width of a phone also what the other columns say. */
function What({ request, standing, hasChanged }: Pick<Props, 'request' | 'hasChanged'> & { readonly standing: Standing }) {
  const { requestId, userName, startTime, details } = request;
  return (
    <>
      <Link id={linkOf(requestId)} to="/requests/$requestId" params={{ requestId }} preload={false} className="quiet-link request-line">
        <RequestLine summary={details.summary} />
      </Link>
      <About request={request} hasChanged={hasChanged} />
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        <OutsideText>{userName}</OutsideText>, <Age at={startTime} isBrief size="xs" />
      </Text>
      <Group gap={6} hiddenFrom="md" mt={2}>
        <Stand request={request} standing={standing} />
      </Group>
    </>
  );
}

/** Type, the maker's reason and the reference, on one line, which news does not make longer than that: no row grows under a finger. */
function About({ request, hasChanged }: Pick<Props, 'request' | 'hasChanged'>) {
  const { requestType, details } = request;
  const reason = reasonOf(details['IntouchAPITask-Payload']);
  return (
    <Text size="xs" c="dimmed" className="one-line" {...(reason !== undefined && { title: isolated(reason) })}>
      <WarningMarks request={request} />
      <UsedBeforeMark request={request} />
      {hasChanged && (
        <Text span inherit fw={650} c="var(--mantine-primary-color-light-color)">
          {'Changed · '}
        </Text>
      )}
      {titleOfType(requestType)}
      {reason !== undefined && (
        <>
          {' · '}“<OutsideText>{reason}</OutsideText>”
        </>
      )}
      {details.summary.reference !== undefined && (
        <>
          {' · '}
          <Identifier>{details.summary.reference}</Identifier>
        </>
      )}
    </Text>
  );
}

/**
 * While it waits, how far the approval has come, and whose turn it is or why this person cannot decide; afterwards, what came of it.
 * Always as high as two lines, so that the row keeps its height when it is decided.
 */
function Stand({ request, standing }: { readonly request: RequestView; readonly standing: Standing }) {
  const { state, details } = request;
  const isInDoubt = details.executionState === 'in-doubt' || details.executionState === 'needs-review';
  if (state !== 'AdminTask')
    return (
      <Box className="stand">
        <StateBadge state={state} inDoubt={isInDoubt} isSentBack={details.outcome?.kind === 'sent-back'} />
      </Box>
    );
  const note = standing.why ?? turnInWords(details.approval);
  const takenBack = details.revokedApprovals?.length;
  return (
    <Box className="stand">
      <Text size="xs" className="one-line" title={approvalInWords(details.approval, takenBack)}>
        {progressInWords(details.approval, takenBack)}
      </Text>
      {note !== undefined && (
        <Text size="xs" className="one-line" title={note} c="dimmed">
          {note}
        </Text>
      )}
    </Box>
  );
}

const QUICK = [
  { verdict: 'approved', act: 'Approve', icon: Check, color: 'green' },
  { verdict: 'rejected', act: 'Reject', icon: X, color: 'red' },
] as const;

function QuickDecisions({
  request,
  standing,
  onDecide,
}: { readonly request: RequestView; readonly standing: Standing } & Pick<Props, 'onDecide'>) {
  const { summary } = request.details;
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {QUICK.filter(({ verdict }) => standing.verdicts.includes(verdict)).map(({ verdict, act, icon: Icon, color }) => (
        <Tooltip key={verdict} label={act}>
          <ActionIcon
            variant="subtle"
            color={color}
            aria-label={`${act}: ${shortLine(summary.line, summary.customer)}`}
            onClick={() => onDecide(verdict, request)}
          >
            <Icon size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}
