import type { ApprovalView } from '../api/request-view';
import { grantInWords } from '../display/checker-words';

/** How far the approval has come, for one line. Whose turn it is, is said only while somebody's is. */
export function approvalInWords(approval: ApprovalView, takenBack = 0): string {
  return [progressInWords(approval, takenBack), turnInWords(approval)].filter(Boolean).join(', ');
}

/** `takenBack`: approvals that a revocation took back. */
export function progressInWords({ verdict, band, quorum = 1, given = 0, next }: ApprovalView, takenBack = 0): string {
  if (verdict === 'auto') return 'Approved by policy';
  const progress = `${counted(given, quorum, next !== undefined)}${takenBack > 0 ? `, ${takenBack} taken back` : ''}`;
  return band === undefined ? capital(progress) : `Band ${band}: ${progress}`;
}

/** Whose turn it is; undefined where it is nobody's, or any checker's. */
export function turnInWords({ verdict, quorum = 1, next }: ApprovalView): string | undefined {
  const isPlain = verdict === 'auto' || next === undefined || (quorum === 1 && next === 'CanCheckRequest');
  return isPlain ? undefined : `next: ${grantInWords(next)}`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(given: number, quorum: number, isWaiting: boolean): string {
  if (quorum > 1) return `${given} of ${quorum} approvals`;
  if (isWaiting) return 'needs 1 approval';
  return given === 0 ? 'no approval given' : '1 approval given';
}
