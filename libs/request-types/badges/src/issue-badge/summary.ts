import type { RequestSummary } from '@countersign/contract';
import { eventTimeWords, requestKey } from '../badge-fields.schema';
import type { IssueBadgePayload } from './payload.schema';

/**
 * What the inbox shows: everybody who is enrolled, because many decide by the line alone. The first customer stands for all in the order of
 * execution; lists and caps know each of them.
 */
export function summarize(payload: IssueBadgePayload): RequestSummary {
  const { badgeMetaId, customers, issueEventDate, issueEventDateISO } = payload.body;
  const [customer, ...otherCustomers] = customers.map(String);
  const reference = requestKey(payload);
  const whom = `${customers.length === 1 ? 'customer' : `${customers.length} customers:`} ${customers.join(', ')}`;
  return {
    customer: customer ?? '',
    ...(otherCustomers.length > 0 && { otherCustomers }),
    ...(reference && { reference }),
    line: `Enrol ${whom} for badge ${badgeMetaId}${eventTimeWords(issueEventDate, issueEventDateISO)}`,
  };
}
