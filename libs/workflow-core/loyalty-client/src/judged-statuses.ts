import type { LoyaltyAnswer } from '@countersign/engine';

type NotApplied = Extract<LoyaltyAnswer, { kind: 'not-applied' }>;

function notApplied(code: string, message: string, remedy?: NotApplied['remedy']): NotApplied {
  return { kind: 'not-applied', code, message, ...(remedy && { remedy }) };
}

function credentialsRefused(status: number, whose: string): NotApplied {
  return notApplied(
    `http-${status}`,
    `${whose} refused the credentials of the connector (HTTP ${status}); nothing was applied.`,
    'credentials',
  );
}

export const NOT_FOUND = 404;

export const NOTHING_THERE = notApplied(
  `http-${NOT_FOUND}`,
  'Nothing takes this call there (HTTP 404 without a documented code): host or path of the connector is wrong.',
  'address',
);

/** Statuses that speak of the connector or of the moment, whatever the body says: no request type sees them, and none of them is a refusal. */
export const NOT_OF_THE_REQUEST: Readonly<Record<number, NotApplied>> = {
  401: credentialsRefused(401, 'The loyalty API'),
  403: credentialsRefused(403, 'The loyalty API'),
  405: notApplied('http-405', 'Nothing takes this method there (HTTP 405): host or path of the connector is wrong.', 'address'),
  407: credentialsRefused(407, 'A proxy before the loyalty API'),
  408: notApplied('http-408', 'The loyalty API did not wait for the whole call (HTTP 408).'),
  425: notApplied('http-425', 'The loyalty API found the call too early (HTTP 425).'),
  429: notApplied('rate-limited', 'The loyalty API takes no more calls for now.'),
  // Documented: another call holds the customer's lock.
  521: notApplied('locked', 'Another call holds the lock of this customer.'),
};
