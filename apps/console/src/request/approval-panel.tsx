import { Group, Stack, Text } from '@mantine/core';
import { Check, Circle, Undo2, X } from 'lucide-react';
import type { DecisionView, RequestView, RevokedApprovalView } from '../api/request-view';
import { Age } from '../display/times';
import { grantInWords } from '../display/checker-words';
import { approvalInWords, capital } from './approval-words';
import { Panel } from './panel';
import { decisionInWords } from './race-words';
import { OutsideText } from '../display/outside-text';

/** Who must approve, level by level, and what each checker has said. */
export function ApprovalPanel({ request, viewerId }: { readonly request: RequestView; readonly viewerId: number }) {
  const { approval, decisions, revokedApprovals = [] } = request.details;
  return (
    <Panel title="Approval">
      <Text size="sm" fw={550}>
        {approvalInWords(approval, revokedApprovals.length)}
      </Text>
      <Text size="xs" c="dimmed">
        {approval.policyVersion === 0 ? 'No policy: one checker decides.' : `By version ${approval.policyVersion} of the policy.`}
      </Text>
      {approval.levels !== undefined && (
        <Stack component="ol" gap={4} mt="xs" p={0} style={{ listStyle: 'none' }}>
          {approval.levels.map(({ grant, checkers, given }, level) => (
            <Group component="li" key={`${grant}${level}`} gap={6} wrap="nowrap">
              {given >= checkers ? (
                <Check size={15} color="var(--mantine-color-green-text)" aria-hidden />
              ) : (
                <Circle size={15} color="var(--mantine-color-dimmed)" aria-hidden />
              )}
              <Text size="sm">
                {checkers === 1 ? capital(grantInWords(grant)) : `${checkers} times ${grantInWords(grant)}`}: {given} of {checkers} given
              </Text>
            </Group>
          ))}
        </Stack>
      )}
      {decisions.length > 0 && (
        <Stack gap="xs" mt="sm">
          {decisions.map((decision) => (
            <Said key={decision.decidedAt} decision={decision} viewerId={viewerId} />
          ))}
        </Stack>
      )}
      {revokedApprovals.length > 0 && (
        <Stack gap="xs" mt="sm">
          {revokedApprovals.map((approval) => (
            <TakenBack key={approval.decidedAt} approval={approval} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

/** An approval that counts no more. */
function TakenBack({ approval: { checkerName, comment, revokedBy, revokedAt } }: { readonly approval: RevokedApprovalView }) {
  return (
    <div>
      <Group gap={6} wrap="nowrap">
        <Undo2 size={15} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text size="sm">
          Approval of <OutsideText>{checkerName}</OutsideText>, taken back when <OutsideText>{revokedBy.name}</OutsideText> revoked them{' '}
          <Age at={revokedAt} size="sm" c="dimmed" />
        </Text>
      </Group>
      <Text size="sm" c="dimmed" pl={21} td="line-through" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        “<OutsideText>{comment}</OutsideText>”
      </Text>
    </div>
  );
}

function Said({ decision, viewerId }: { readonly decision: DecisionView; readonly viewerId: number }) {
  const isYes = decision.decision === 'approved';
  return (
    <div>
      <Group gap={6} wrap="nowrap">
        {isYes ? (
          <Check size={15} color="var(--mantine-color-green-text)" aria-hidden />
        ) : (
          <X size={15} color="var(--mantine-color-red-text)" aria-hidden />
        )}
        <Text size="sm">
          {decisionInWords(decision, viewerId)} <Age at={decision.decidedAt} size="sm" c="dimmed" />
        </Text>
      </Group>
      <Text size="sm" pl={21} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        “<OutsideText>{decision.comment}</OutsideText>”
      </Text>
    </div>
  );
}
