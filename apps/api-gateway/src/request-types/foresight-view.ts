import type { Foresight, Identified, NewRequest } from '@countersign/engine';
import { duplicateView, duplicateWarning } from '../duplicates/duplicate-view';
import { errorOf } from '../http/error-envelope';
import { approvalGrants, levelsOf } from '../requests/approval-levels';

const SAME_CUSTOMER = 'Another request of this type for the same customer waits for a checker.';

/** What would become of a submission, as the API shows it. @param identified by request id, those that would be stored */
export function foresightView(foresight: Foresight, identified: ReadonlyMap<string, Identified | undefined>) {
  if (foresight.kind === 'stored') {
    const { request } = foresight;
    const { identity, duplicates = [] } = identified.get(request.requestId) ?? {};
    return {
      ok: true,
      summary: summaryOf(request),
      verdict: verdictOf(request),
      identity,
      duplicates: duplicates.map(duplicateView),
      warnings: [...duplicates.map(duplicateWarning), ...warningsOf(request)],
    };
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
