import type { QueryClient } from '@tanstack/react-query';
import type { Verdict } from '../api/request-view';
import { usedBeforeQuery } from './used-before-query';
import { usedBeforeWords } from './used-before-words';

/** Of these requests nobody has been told yet whether the same was asked for before: the answer is still on its way. Only approvals ask. */
export function unseenUses(client: QueryClient, verdict: Verdict, requestIds: readonly string[]): readonly string[] {
  if (verdict !== 'approved') return [];
  const isTold = (requestId: string): boolean =>
    ['success', 'error'].includes(client.getQueryState(usedBeforeQuery(requestId).queryKey)?.status ?? '');
  return requestIds.filter((requestId) => !isTold(requestId));
}

/**
 * Waits for those answers, so that no approval overtakes its warning.
 * @returns by request, why it has to be looked at again before it is approved
 */
export async function holdBack(client: QueryClient, requestIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const held = await Promise.all(requestIds.map(async (requestId) => [requestId, await whyHeldBack(client, requestId)] as const));
  return new Map(held.flatMap(([requestId, why]) => (why === undefined ? [] : [[requestId, why] as const])));
}

async function whyHeldBack(client: QueryClient, requestId: string): Promise<string | undefined> {
  try {
    const [newest] = await client.query(usedBeforeQuery(requestId));
    return newest && `${usedBeforeWords(newest)}. You decided before this could be shown, so nothing was decided: look at it again.`;
  } catch {
    return 'It could not be checked whether the same was asked for before, so nothing was decided. Open it again to approve it all the same.';
  }
}
