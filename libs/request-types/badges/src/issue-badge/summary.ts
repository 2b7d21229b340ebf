import type { RequestSummary } from '@countersign/contract';
import { requestKey } from '../badge-fields.schema';
import type { IssueBadgePayload } from './payload.schema';

const MOST_NAMED = 10;

/** What the inbox shows. The first customer stands for all in the order of execution; lists and caps know each of them. */
export function summarize(payload: IssueBadgePayload): RequestSummary {
  const { badgeMetaId, customers } = payload.body;
  const [customer, ...otherCustomers] = customers.map(String);
  const reference = requestKey(payload);
  return {
    customer: customer ?? '',
    ...(otherCustomers.length > 0 && { otherCustomers }),
    ...(reference && { reference }),
    line: `Enrol ${customers.length === 1 ? 'customer' : `${customers.length} customers:`} ${nameSome(customers)} for badge ${badgeMetaId}`,
  };
}

function nameSome(customers: readonly number[]): string {
  const named = customers.slice(0, MOST_NAMED).join(', ');
  return customers.length > MOST_NAMED ? `${named} and ${customers.length - MOST_NAMED} more` : named;
}
