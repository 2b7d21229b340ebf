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

/** How far the approval has come, for one line of a list. Whose turn it is, is said only while somebody's is. */
export function approvalInWords({ verdict, band, quorum = 1, given = 0, next }: ApprovalView, takenBack = 0): string {
  if (verdict === 'auto') return 'Approved by policy';
  const revoked = takenBack > 0 ? `, ${takenBack} taken back` : '';
  const progress = `${counted(given, quorum, next !== undefined)}${revoked}${turnOf(next, quorum)}`;
  return band === undefined ? capital(progress) : `Band ${band}: ${progress}`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(given: number, quorum: number, isWaiting: boolean): string {
  if (quorum > 1) return `${given} of ${quorum} approvals`;
  if (isWaiting) return 'needs 1 approval';
  return given === 0 ? 'no approval given' : '1 approval given';
}

function turnOf(next: string | undefined, quorum: number): string {
  return next === undefined || (quorum === 1 && next === 'CanCheckRequest') ? '' : `, next: ${grantInWords(next)}`;
}
