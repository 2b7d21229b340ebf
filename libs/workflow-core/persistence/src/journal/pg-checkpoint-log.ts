import type { CheckpointLog, CheckpointPage } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

const LIST = `
  select tree_size, note, sealed_at, appended_at
    from journal_checkpoint
   where org_id = $1 and tree_size < $2
   order by tree_size desc
   limit $3`;

interface CheckpointRow {
  readonly tree_size: number;
  readonly note: string;
  readonly sealed_at: Date;
  readonly appended_at: Date | null;
}

export class PgCheckpointLog implements CheckpointLog {
  constructor(private readonly database: Database) {}

  async list(orgId: number, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<CheckpointPage> {
    // One more than asked for tells whether there is a next page.
    const rows = await this.database.within([orgId]).query<CheckpointRow>('list_checkpoints', LIST, [orgId, before, limit + 1]);
    const checkpoints = rows.slice(0, limit).map(({ tree_size: size, note, sealed_at: sealedAt, appended_at: appendedAt }) => ({
      size,
      note,
      sealedAt,
      ...optional('appendedAt', appendedAt),
    }));
    const last = checkpoints.at(-1);
    return { checkpoints, ...(rows.length > limit && last && { next: last.size }) };
  }
}
