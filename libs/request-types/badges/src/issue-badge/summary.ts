import type { RequestSummary } from '@countersign/contract';
import { requestKey } from '../badge-fields.schema';
import type { IssueBadgePayload } from './payload.schema';

const MOST_NAMED = 3;

/** What the inbox shows. The first customer stands for all in list filters and in the order of execution. */
export function summarize(payload: IssueBadgePayload): RequestSummary {
  const { badgeMetaId, customers } = payload.body;
  const reference = requestKey(payload);
  return {
    customer: String(customers[0]),
    ...(reference && { reference }),
    line: `Enrol ${customers.length === 1 ? 'customer' : `${customers.length} customers:`} ${nameSome(customers)} for badge ${badgeMetaId}`,
  };
}

function nameSome(customers: readonly number[]): string {
  const named = customers.slice(0, MOST_NAMED).join(', ');
  return customers.length > MOST_NAMED ? `${named} and ${customers.length - MOST_NAMED} more` : named;
}
