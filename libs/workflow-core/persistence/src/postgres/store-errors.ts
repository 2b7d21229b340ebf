import { StoreUnavailableError } from '@countersign/engine';
import { DatabaseError } from 'pg';

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const QUERY_CANCELED = '57014';

/** Raised by `bind_limits` and `ask_a_checker`; the facts are its detail. */
const LIMITS_PASSED = 'CS001';

/** Connection trouble, shutdown, out of resources, read-only after a failover: the same statement may succeed later. */
const UNAVAILABLE = /^(08|53|57P|25006|58)/;
/** So may one that gave way to others. */
const GAVE_WAY: readonly string[] = [QUERY_CANCELED, LOCK_NOT_AVAILABLE, DEADLOCK];

/** What a statement's failure means to the caller: come back later, or the driver's own error. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return new StoreUnavailableError(error);
  const code = error.code ?? '';
  return UNAVAILABLE.test(code) || GAVE_WAY.includes(code) ? new StoreUnavailableError(error) : error;
}

/** Errors that one row causes for a whole batch: bad data, a constraint, a limit, a lock, a deadlock. Run alone, only that row fails. */
export function isRowError(error: unknown): boolean {
  const code = sqlStateOf(error);
  return /^(22|23|54)/.test(code) || code === LIMITS_PASSED || code === DEADLOCK || code === LOCK_NOT_AVAILABLE;
}

/** PostgreSQL cannot store what it was given: text it has no place for, too long, too deep. */
export function isDataError(error: unknown): boolean {
  return /^(22|54)/.test(sqlStateOf(error));
}

export function isDeadlock(error: unknown): boolean {
  return sqlStateOf(error) === DEADLOCK;
}

export function isLockTimeout(error: unknown): boolean {
  return sqlStateOf(error) === LOCK_NOT_AVAILABLE;
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === UNIQUE_VIOLATION;
}

/** Raised by `name_secret_holders`: the program that asks was disabled or suspended since its call was let in. */
export function isShutOut(error: unknown): boolean {
  return sqlStateOf(error) === FOREIGN_KEY_VIOLATION;
}

/** What a request was held to, as the database found it; undefined for any other error. */
export function passedLimits(error: unknown): string | undefined {
  return error instanceof DatabaseError && error.code === LIMITS_PASSED ? error.detail : undefined;
}

/** PostgreSQL's own code, also where it already means that the store is unavailable; empty when there is none. */
export function sqlStateOf(error: unknown): string {
  const own = error instanceof StoreUnavailableError ? error.cause : error;
  return own instanceof DatabaseError ? (own.code ?? '') : '';
}
