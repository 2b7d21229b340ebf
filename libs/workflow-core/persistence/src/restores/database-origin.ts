import { token } from '@countersign/wiring';
import type { Database } from '../postgres/database';
import { inOwnSession } from '../postgres/owner-session';

/** The database is not the one that the workers left: it was restored from a backup, or a replica has taken over. */
export class RestoredDatabaseError extends Error {
  constructor() {
    super(
      'the database was restored from a backup or has moved to another server, so that what it says of executions may be older than what happened. ' +
        'Stop all workers, run `npm run after-restore` once, and start them again.',
    );
    this.name = 'RestoredDatabaseError';
  }
}

/** Tells a database that goes on from one that went back. */
export interface DatabaseOrigin {
  /** @throws RestoredDatabaseError */
  verify(): Promise<void>;
}

export const DATABASE_ORIGIN = token<DatabaseOrigin>('DatabaseOrigin');

const IS_THE_SAME = `
  select o.system_id = s.system_identifier::text and o.timeline = c.timeline_id as same
    from database_origin o, pg_control_system() s, pg_control_checkpoint() c`;

export class PgDatabaseOrigin implements DatabaseOrigin {
  constructor(private readonly database: Database) {}

  async verify(): Promise<void> {
    const [origin] = await this.database.query<{ same: boolean }>('verify_origin', IS_THE_SAME);
    if (!origin?.same) throw new RestoredDatabaseError();
  }
}

/** Marks all that has not ended as in doubt and takes the database as it is for the true one. Returns how many executions were marked. */
export function markRestored(url: string): Promise<number> {
  return inOwnSession(url, 'countersign-after-restore', async (client) => {
    const { rows } = await client.query<{ marked: string }>('select mark_restored() as marked');
    return Number(rows[0]?.marked ?? 0);
  });
}
