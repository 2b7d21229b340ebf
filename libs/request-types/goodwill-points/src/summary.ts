import type { RequestSummary } from '@countersign/contract';
import type { GoodwillPointsPayload } from './payload.schema';

/** What the inbox shows. */
export function summarize({ body }: GoodwillPointsPayload): RequestSummary {
  const customer = String(body.earningEntityId);
  return {
    customer,
    reference: body.referenceId,
    amount: body.points,
    line: `Grant ${body.points} goodwill points to customer ${customer} in programme ${body.programId}`,
  };
}
