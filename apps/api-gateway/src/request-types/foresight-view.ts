import type { Foresight, NewRequest } from '@countersign/engine';
import { errorOf } from '../http/error-envelope';
import { approvalGrants, levelsOf } from '../requests/approval-levels';

const SAME_CUSTOMER = 'Another request of this type for the same customer waits for a checker.';

/** What would become of a submission, as the API shows it. */
export function foresightView(foresight: Foresight) {
  if (foresight.kind === 'stored') {
    const { request } = foresight;
    return { ok: true, summary: summaryOf(request), verdict: verdictOf(request), warnings: warningsOf(request) };
  }
  const { problems, byPolicy } = foresight;
  return {
    ok: false,
    ...(byPolicy && { summary: summaryOf(byPolicy.request), verdict: { kind: 'refused', reason: byPolicy.reason } }),
    errors: problems.map(errorOf),
  };
}

function summaryOf({ customer, reference, amount, line }: NewRequest) {
  return { customer, reference, amount, line };
}

function verdictOf({ verdict, band, quorum, levelGrants }: NewRequest) {
  return verdict === 'auto' ? { kind: verdict } : { kind: verdict, band, quorum, levels: levelsOf(approvalGrants(quorum, levelGrants)) };
}

function warningsOf({ limits }: NewRequest) {
  return limits?.sameCustomerPending ? [{ message: SAME_CUSTOMER, reference: null }] : [];
}
