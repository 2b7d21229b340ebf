import type { RequestSummary } from '@countersign/contract';
import type { CustomerStatusChangePayload } from './payload.schema';

/** What the inbox shows. This type has neither a business reference nor an amount. */
export function summarize({ queryParams, body }: CustomerStatusChangePayload): RequestSummary {
  const customer = queryParams.identifierValue;
  return { customer, line: `Set the status of customer ${customer} to ${body.label}` };
}
