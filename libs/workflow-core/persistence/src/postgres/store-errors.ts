import { StoreUnavailableError } from '@countersign/engine';
import { DatabaseError } from 'pg';

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const QUERY_CANCELED = '57014';

/** Connection trouble, shutdown, out of resources, read-only after a failover: the same statement may succeed later. */
const UNAVAILABLE = /^(08|53|57P|25006|58)/;

/** What a statement's failure means to the caller: come back later, or the driver's own error. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return new StoreUnavailableError(error);
  const code = error.code ?? '';
  return UNAVAILABLE.test(code) || code === QUERY_CANCELED ? new StoreUnavailableError(error) : error;
}

/** Errors that one row causes for a whole batch: bad data, a constraint, a limit, a lock, a deadlock. Run alone, only that row fails. */
export function isRowError(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  const code = error.code ?? '';
  return /^(22|23|54)/.test(code) || code === DEADLOCK || code === LOCK_NOT_AVAILABLE;
}

export function isLockTimeout(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
}
