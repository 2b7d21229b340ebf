import { isDeepStrictEqual } from 'node:util';
import { kebabName } from '@countersign/contract';
import { DEFAULT_POLICY, type PolicySettings, type PolicyVersion, type VersionPage } from '@countersign/engine';

export const SETTINGS = [
  'autoApproval',
  'bands',
  'dailyCaps',
  'duplicates',
  'uncapped',
  'config',
  'expiresAfterHours',
  'notifications',
] as const satisfies readonly (keyof PolicySettings)[];

/** One version as the API shows it. */
export function policyView(policy: PolicyVersion) {
  return {
    requestType: kebabName(policy.type),
    version: policy.version,
    basedOn: policy.basedOn,
    status: policy.status,
    autoApproval: policy.autoApproval,
    bands: policy.bands,
    dailyCaps: policy.dailyCaps,
    duplicates: policy.duplicates,
    uncapped: policy.uncapped,
    config: policy.config,
    expiresAfterHours: policy.expiresAfterHours,
    notifications: policy.notifications,
    proposedBy: policy.proposedBy,
    proposedAt: policy.proposedAt,
    decidedBy: policy.decidedBy,
    decidedAt: policy.decidedAt,
  };
}

/**
 * What holds now, what waits for a second person, and a page of how it came to it, newest first; before the first agreed version that is
 * version 0, every request to a checker.
 */
export function policyHistoryView({ active, proposals, versions, bases }: VersionPage) {
  const listed = (policy: PolicyVersion) => ({ ...policyView(policy), changes: changesOf(policy, bases) });
  return {
    active: active ? policyView(active) : { ...DEFAULT_POLICY, status: 'active' },
    proposals: proposals.map(listed),
    versions: versions.map(listed),
  };
}

/** What a version sets otherwise than the one that it is based on. Absent where that was not kept. */
function changesOf(policy: PolicyVersion, bases: readonly PolicyVersion[]) {
  if (policy.basedOn === undefined) return undefined;
  const before: PolicySettings = bases.find(({ version }) => version === policy.basedOn) ?? DEFAULT_POLICY;
  return SETTINGS.filter((setting) => !isDeepStrictEqual(policy[setting], before[setting])).map((setting) => ({
    setting,
    from: before[setting],
    to: policy[setting],
  }));
}
