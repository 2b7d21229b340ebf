import type { Compared, NewRequest } from '@countersign/engine';
import { errorOf } from '../../platform/http/error-envelope';
import { approvalGrants, levelsOf } from '../../views/requests/approval-levels';
import { duplicateView, duplicateWarning } from '../duplicates/duplicate-view';
import type { Foreseen } from './foresights';

const SAME_CUSTOMER = 'Another request of this type for the same customer waits for a checker.';

/** What would become of a submission, as the API shows it. */
export function foresightView({ foresight, identified, compared }: Foreseen) {
  if (foresight.kind === 'stored') {
    const { request } = foresight;
    const { identity, duplicates = [] } = identified ?? {};
    return {
      ok: true,
      summary: summaryOf(request),
      verdict: verdictOf(request),
      identity,
      openKey: request.naturalKeyHash,
      duplicates: duplicates.map((one) => ({ ...duplicateView(one), ...contentView(compared.get(one.request?.requestId ?? '')) })),
      warnings: [...duplicates.map(duplicateWarning), ...warningsOf(request)],
    };
  }
  const { problems, byPolicy, byOpen } = foresight;
  return {
    ok: false,
    ...(byPolicy && { summary: summaryOf(byPolicy.request), verdict: { kind: 'refused', reason: byPolicy.reason } }),
    ...(byOpen && {
      summary: summaryOf(byOpen.request),
      openKey: byOpen.request.naturalKeyHash,
      open: contentView(compared.get(byOpen.openRequestId)),
    }),
    errors: problems.map(errorOf),
  };
}

function contentView(compared: Compared | undefined): { sameContent: boolean; amount?: number } | undefined {
  return compared && { sameContent: compared.isSame, ...(compared.amount !== undefined && { amount: compared.amount }) };
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
