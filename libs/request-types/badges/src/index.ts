import { earnBadge } from './earn-badge/earn-badge';
import { issueBadge } from './issue-badge/issue-badge';

export { earnBadge } from './earn-badge/earn-badge';
export type { EarnBadgePayload } from './earn-badge/payload.schema';
export { issueBadge } from './issue-badge/issue-badge';
export type { IssueBadgePayload } from './issue-badge/payload.schema';

/** What this lib adds to the catalog. */
export const requestTypes = [earnBadge, issueBadge] as const;
