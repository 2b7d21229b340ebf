import type { RequestSummary } from '@countersign/contract';
import type { NotificationSettings } from './notification-settings';

/** Whether a request needs a checker. `up-to` holds for types that have an amount. */
export type AutoApproval = { readonly mode: 'off' } | { readonly mode: 'on' } | { readonly mode: 'up-to'; readonly amount: number };

/** The settings of one org and type. Versions only grow; each request stores the one that judged it. */
export interface Policy {
  readonly version: number;
  readonly autoApproval: AutoApproval;
  /** The type's own settings, in the form of its `config` schema. */
  readonly config?: unknown;
  /** A pending request older than this expires. */
  readonly expiresAfterHours?: number;
  readonly notifications?: NotificationSettings;
}

/** What holds where an org never set a policy: every request waits for a checker. */
export const DEFAULT_POLICY: Policy = { version: 0, autoApproval: { mode: 'off' } };

export type Verdict = 'checker' | 'auto';

/** An amount that is missing or above the limit always waits for a checker. */
export function judgeByPolicy(policy: Policy, summary: RequestSummary): Verdict {
  const { autoApproval } = policy;
  if (autoApproval.mode === 'on') return 'auto';
  if (autoApproval.mode === 'off' || summary.amount === undefined) return 'checker';
  return summary.amount <= autoApproval.amount ? 'auto' : 'checker';
}
