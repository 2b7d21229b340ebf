import { kebabName } from '@countersign/contract';
import { DEFAULT_POLICY, type PolicyVersion } from '@countersign/engine';

/** One version as the API shows it. */
export function policyView(policy: PolicyVersion) {
  return {
    requestType: kebabName(policy.type),
    version: policy.version,
    status: policy.status,
    autoApproval: policy.autoApproval,
    config: policy.config,
    expiresAfterHours: policy.expiresAfterHours,
    notifications: policy.notifications,
    proposedBy: policy.proposedBy,
    proposedAt: policy.proposedAt,
    decidedBy: policy.decidedBy,
    decidedAt: policy.decidedAt,
  };
}

/** What holds now and how it came to it, newest first; before the first agreed version that is version 0, every request to a checker. */
export function policyHistoryView(versions: readonly PolicyVersion[]) {
  const active = versions.find(({ status }) => status === 'active');
  return { active: active ? policyView(active) : { ...DEFAULT_POLICY, status: 'active' }, versions: versions.map(policyView) };
}
