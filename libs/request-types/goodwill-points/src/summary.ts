import { countOf, type RequestSummary, type WrittenValue } from '@countersign/contract';
import type { GoodwillPointsPayload } from './payload.schema';

/** What the inbox shows, the points as they are written. */
export function summarize({ body }: GoodwillPointsPayload, written?: WrittenValue): RequestSummary {
  const customer = String(body.earningEntityId);
  const points = written?.(['body', 'points']) ?? String(body.points);
  return {
    customer,
    reference: body.referenceId,
    amount: body.points,
    line: `Grant ${countOf(points, 'goodwill point')} to customer ${customer} in programme ${body.programId}`,
  };
}
