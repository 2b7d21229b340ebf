import { waitFor } from '@countersign/local-servers';
import type { RequestView } from './request-view';
import type { TestOrg } from './test-org';
import type { TestStack } from './test-stack';

/** Resolves when the loyalty system shows so many effects of the org. */
export async function untilEffects(on: TestStack, { id }: TestOrg, count: number): Promise<void> {
  const effects = async (): Promise<number> => (await on.loyalty.effects()).filter(({ orgId }) => orgId === id).length;
  await waitFor(async () => (await effects()) >= count, { what: `${count} effects in org ${id}` });
}

export function effectCounts(org: TestOrg, requestIds: readonly string[]): Promise<number[]> {
  return Promise.all(requestIds.map(async (requestId) => (await org.effectsOf(requestId)).length));
}

export function allSettled(org: TestOrg, requestIds: readonly string[], deadlineMs?: number): Promise<RequestView[]> {
  return Promise.all(requestIds.map((requestId) => org.settled(requestId, deadlineMs)));
}

/** The state, and where an approved request has not ended, how far it is. */
export function standingOf({ state, details }: RequestView): string {
  return details.executionState ?? state;
}
