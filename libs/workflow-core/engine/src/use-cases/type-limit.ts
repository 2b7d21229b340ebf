import type { RequestType } from '@countersign/contract';
import type { Policy } from '../domain/policy';

/** The most points of one request by the type's own settings, where the policy has any and the type limits amounts. */
export function typeLimit(type: RequestType, { config }: Pick<Policy, 'config'>): number | undefined {
  if (config === undefined) return undefined;
  const limits = (type.rules ?? []).filter(({ at }) => at.includes('submit')).flatMap((rule) => rule.amountLimit?.(config) ?? []);
  return limits.length === 0 ? undefined : Math.min(...limits);
}
