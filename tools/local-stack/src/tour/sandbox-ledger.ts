import { request } from 'undici';
import { z } from 'zod';

const ledgerSchema = z.looseObject({ entries: z.array(z.unknown()) });

/** How many effects the sandbox has on its disk that a request caused. */
export async function effectsOf(sandboxUrl: string, orgId: number, requestId: string): Promise<number> {
  const url = `${sandboxUrl}/sandbox/ledger?idempotencyKey=${orgId}-${requestId}`;
  const { body } = await request(url, { reset: true });
  return ledgerSchema.parse(await body.json()).entries.length;
}
