import { StoreUnavailableError } from '@countersign/engine';

/** What the driver says when the peer is gone. */
export function lostConnection(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** How a connection to PostgreSQL that was lost looks to the engine. */
export function storeLost(): never {
  throw new StoreUnavailableError(lostConnection());
}
