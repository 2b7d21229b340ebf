import { StoreUnavailableError } from '@countersign/engine';
import { sqlStateOf } from '../postgres/store-errors';

/** A database that `migrate` has not seen. */
export class NotMigratedError extends Error {
  constructor() {
    super('the database is not migrated');
    this.name = 'NotMigratedError';
  }
}

/** Undefined table, function, column, schema. */
const UNKNOWN_OBJECT: readonly string[] = ['42P01', '42883', '42703', '3F000'];
const TO_MIGRATE = 'run `node apps/worker/dist/migrate.js` with DATABASE_URL as the owner of the tables';

/**
 * Why a process or command can do nothing with its database, for whoever set DATABASE_URL: where it is and what to change, never who logs
 * in or with what. Undefined for any other error.
 */
export function databaseFailure(error: unknown, url: string): string | undefined {
  const state = sqlStateOf(error);
  const where = `PostgreSQL at ${placeIn(url)}`;
  if (error instanceof NotMigratedError || UNKNOWN_OBJECT.includes(state))
    return `The database that DATABASE_URL names, in ${where}, is not migrated to this version: ${TO_MIGRATE}.`;
  if (state.startsWith('28')) return `${where} refuses the login in DATABASE_URL (SQLSTATE ${state}): check its user and password.`;
  if (state === '3D000') return `${where} has no database of the name in DATABASE_URL: make it, or mend the name.`;
  if (state === '42501')
    return `${where} gives the login in DATABASE_URL too few rights (SQLSTATE ${state}): see "PostgreSQL" in docs/operations.md for the role it needs.`;
  if (state !== '' && (error instanceof StoreUnavailableError || isOfTheServer(state)))
    return `${where}, which DATABASE_URL names, cannot be used now (SQLSTATE ${state}).`;
  const reason = connectionProblem(error);
  return reason === undefined
    ? undefined
    : `${where} cannot be reached (${reason}): check host and port in DATABASE_URL, and whether it runs.`;
}

/** Of the connection, the state of the transaction, resources, an operator or the system; what a statement did wrong says so itself. */
function isOfTheServer(state: string): boolean {
  return /^(08|25|53|55|57|58|XX)/.test(state);
}

function placeIn(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? (hostname === '' ? 'localhost' : hostname)}:${port === '' ? '5432' : port}`;
}

/** A code of the network, which holds no value of ours; of a host with several addresses, that of the first. */
function connectionProblem(error: unknown): string | undefined {
  const own = error instanceof StoreUnavailableError ? error.cause : error;
  const first = isObject(own) && 'errors' in own && Array.isArray(own.errors) ? (own.errors as readonly unknown[])[0] : own;
  if (isObject(first) && 'code' in first && 'syscall' in first) return String(first.code);
  // The driver gives no code for a connection that did not come about in time, or was refused without TLS.
  return error instanceof StoreUnavailableError ? 'no connection came about' : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
