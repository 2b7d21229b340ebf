import type { RetentionStore } from '@countersign/engine';
import type { Database } from '../postgres/database';

/** Retention in PostgreSQL, where its settings are. */
export class PgRetentionStore implements RetentionStore {
  constructor(private readonly database: Database) {}

  async eraseOverdue(most: number): Promise<number> {
    const [row] = await this.database.query<{ looked: number }>('erase_overdue', 'select erase_overdue($1) as looked', [most]);
    return row?.looked ?? 0;
  }
}
