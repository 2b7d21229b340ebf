import type { ApprovalView } from '../api/request-view';

/** `CanCheckRequestSenior` is a senior checker. */
export function grantInWords(grant: string): string {
  const rank = grant
    .replace(/^CanCheckRequest/, '')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase();
  if (rank === '') return 'a checker';
  return `${/^[aeiou]/.test(rank) ? 'an' : 'a'} ${rank} checker`;
}

/** How far the approval has come, for one line of a list. */
export function approvalInWords({ verdict, band, quorum = 1, given = 0, next }: ApprovalView): string {
  if (verdict === 'auto') return 'Approved by policy';
  const counted = `${given} of ${quorum} ${quorum === 1 ? 'approval' : 'approvals'}`;
  const after = next === undefined || (quorum === 1 && next === 'CanCheckRequest') ? '' : `, next: ${grantInWords(next)}`;
  return `${band === undefined ? '' : `Band ${band}: `}${counted}${after}`;
}
