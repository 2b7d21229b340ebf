import { inLine, type RequestSummary } from '@countersign/contract';
import type { CustomerStatusChangePayload } from './payload.schema';

/**
 * What the inbox shows: the customer with all that the loyalty API looks them up by, and the label. This type has neither a business reference
 * nor an amount.
 */
export function summarize({ queryParams, body }: CustomerStatusChangePayload): RequestSummary {
  const { identifierName, identifierValue: customer, source, accountId, use_async: isAsync } = queryParams;
  const lookup = [identifierName, source, ...(accountId ? [`account ${inLine(accountId)}`] : [])].join(', ');
  const when = body.createdOn === undefined ? '' : ` as of ${body.createdOn}`;
  const later = isAsync === 'true' ? ', with its effects later' : '';
  return { customer, line: `Set the status of customer ${inLine(customer)} (${lookup}) to ${inLine(body.label)}${when}${later}` };
}
