import type { ApprovalView, RequestView, Verdict } from '../api/request-view';
import { countOf } from '../display/numbers';
import { grantInWords } from '../display/checker-words';
import { VERDICTS } from './verdict-words';

/** What a verdict brings about for these requests. An approval that is not the last one carries nothing out. */
export function effectOf(verdict: Verdict, requests: readonly RequestView[]): string {
  const { effect } = VERDICTS[verdict];
  const early = requests.filter(({ details }) => approvalsAfter(details.approval).length > 0);
  const [only] = early;
  if (verdict !== 'approved' || !only) return effect;
  if (requests.length === 1) return firstOf(only.details.approval);
  if (early.length === requests.length) return 'Nothing is carried out yet: each of them waits for another approval then.';
  return `${countOf(early.length, 'request')} of ${requests.length} will wait for another approval. ${effect}`;
}

function firstOf(approval: ApprovalView): string {
  const { quorum = 1, given = 0 } = approval;
  const others = [...new Set(approvalsAfter(approval))].join(' and ');
  return `This is approval ${given + 1} of ${quorum}. Nothing is carried out before ${others} has approved it too.`;
}

/** Who has to approve after the next one, in words. */
function approvalsAfter({ levels, next = 'CanCheckRequest', quorum = 1, given = 0 }: ApprovalView): readonly string[] {
  if (!levels) return Array.from({ length: Math.max(0, quorum - given - 1) }, () => 'another checker');
  const missing = levels.flatMap((level) => Array.from({ length: Math.max(0, level.checkers - level.given) }, () => level.grant));
  missing.splice(Math.max(0, missing.indexOf(next)), 1);
  return missing.map((grant) => (grant === next ? 'another checker' : grantInWords(grant)));
}
