/** What a checker should know before they say yes, beside what the payload says. */
export const APPROVAL_WARNINGS = ['same-customer-pending', 'own-policy', 'maker-revoked'] as const;
export type ApprovalWarning = (typeof APPROVAL_WARNINGS)[number];
