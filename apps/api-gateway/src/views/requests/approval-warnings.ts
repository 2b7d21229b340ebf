import type { StoredRequest } from '@countersign/engine';

/** What a checker should know before they say yes, beside what the payload says. */
export const APPROVAL_WARNINGS = ['same-customer-pending', 'own-policy', 'maker-revoked'] as const;
export type ApprovalWarning = (typeof APPROVAL_WARNINGS)[number];

/** Undefined where there is none. */
export function approvalWarnings({
  customerHadPending,
  ownPolicy,
  makerRevokedAt,
}: Pick<StoredRequest, 'customerHadPending' | 'ownPolicy' | 'makerRevokedAt'>) {
  const warnings: ApprovalWarning[] = [];
  if (customerHadPending) warnings.push('same-customer-pending');
  if (ownPolicy) warnings.push('own-policy');
  if (makerRevokedAt) warnings.push('maker-revoked');
  return warnings.length > 0 ? warnings : undefined;
}
