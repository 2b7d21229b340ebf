import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailableError } from '@countersign/engine';
import { token } from '@countersign/wiring';
import type { Database } from '../postgres/database';
import { sqlStateOf } from '../postgres/store-errors';
import { NotMigratedError } from '../readiness/database-failure';

/** Whose rights a process is meant to have. */
export type AppRole = 'gateway' | 'worker';

/** The process is logged in as somebody for whom the wall between orgs does not stand, or who has no rights here. */
export class WrongDatabaseRoleError extends Error {
  constructor(login: string, app: AppRole, reason: string) {
    super(
      `DATABASE_URL logs in as "${login}", ${reason}: not a role for the ${app} (nobody may be above the wall between orgs). ` +
        `Give it a login of its own, \`create role … login password '…' in role countersign_${app}\`, and nothing else.`,
    );
    this.name = 'WrongDatabaseRoleError';
  }
}

/** Asked once, at the start. */
export interface DatabaseRole {
  /** @throws WrongDatabaseRoleError, NotMigratedError */
  verify(app: AppRole): Promise<void>;
}

export const DATABASE_ROLE = token<DatabaseRole>('DatabaseRole');

/** Whoever may become another role has its rights: membership counts, inherited or not. */
const WHO_ARE_WE = `
  select r.rolname as login, r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcreaterole as makes_roles,
         exists (select from pg_class c
                  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and pg_has_role(r.oid, c.relowner, 'member')) as owns,
         array(select m.rolname::text from pg_roles m
                where m.rolname in ('countersign_gateway', 'countersign_worker') and pg_has_role(r.oid, m.oid, 'member')) as roles
    from pg_roles r
   where r.rolname = session_user`;

/** Whoever logs in may ask, whatever their rights. */
const IS_MIGRATED = `select to_regclass('public.request') is not null and to_regclass('public.database_origin') is not null as is_migrated`;

interface RoleRow {
  readonly login: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly makes_roles: boolean;
  readonly owns: boolean;
  readonly roles: readonly string[];
}

/** A database that starts at the same moment as the app, or is pressed, has this long; then the app says what is wrong with it. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 500;

export class PgDatabaseRole implements DatabaseRole {
  constructor(private readonly database: Database) {}

  async verify(app: AppRole): Promise<void> {
    const [found] = await this.patiently(() => this.database.query<{ is_migrated: boolean }>('is_migrated', IS_MIGRATED));
    if (!found?.is_migrated) throw new NotMigratedError();
    const [row] = await this.database.query<RoleRow>('who_are_we', WHO_ARE_WE);
    if (!row) throw new Error('PostgreSQL did not say who is logged in.');
    const reason = reasonAgainst(row, `countersign_${app}`);
    if (reason !== undefined) throw new WrongDatabaseRoleError(row.login, app, reason);
  }

  private async patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!mayPass(error) || performance.now() >= deadline) throw error;
        await pause(PAUSE_MS);
      }
    }
  }
}

/** No connection came about, or the server says that it starts, stops or is full; a wrong login stays wrong. */
function mayPass(error: unknown): boolean {
  return error instanceof StoreUnavailableError && /^$|^(08|53|57)/.test(sqlStateOf(error));
}

function reasonAgainst(row: RoleRow, role: string): string | undefined {
  if (row.superuser) return 'a superuser';
  if (row.bypasses) return 'who bypasses row-level security';
  if (row.owns) return 'who owns the tables';
  if (row.makes_roles) return 'who may make roles';
  if (!row.roles.includes(role)) return `who is no member of ${role}`;
  const other = row.roles.find((name) => name !== role);
  return other && `who is a member of ${other} as well`;
}
