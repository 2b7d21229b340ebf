import type { JournalRow, JournalStore, LooseCheckpoint, SealedJournal, SealedRow, UnsealedJournal } from '@countersign/engine';
import type { Database } from '../postgres/database';

interface UnsealedRow {
  readonly token: string;
  readonly size: number;
  readonly peaks: Buffer;
  readonly last_note: string | null;
  readonly last_root: Buffer | null;
  readonly at: Date;
  readonly next: { readonly walk_kind: string | null; readonly is_older: boolean };
  readonly entries: readonly (Omit<JournalRow, 'requestId'> & { readonly request_id: string })[];
}

interface CheckpointRow {
  readonly org_id: number;
  readonly tree_size: number;
  readonly from_size: number;
  readonly note: string;
  readonly marks: Buffer | null;
}

/** Which fields and words a leaf is made of; docs/audit.md tells of each version. */
const VERSION = 3;

const KNOWN = `
  select w.ordinal
    from rows_of($1) as one cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, tree_size bigint, note text)
    join journal_checkpoint c on c.org_id = w.org_id and c.tree_size = w.tree_size and c.note = w.note`;

/** The sealer's side of the journal in PostgreSQL: what is sealed is compared and written by one function. */
export class PgJournalStore implements JournalStore {
  constructor(private readonly database: Database) {}

  async orgsToSeal(most: number): Promise<number[]> {
    const rows = await this.database.query<{ org_id: number }>('orgs_to_seal', 'select orgs_to_seal($1) as org_id', [most]);
    return rows.map(({ org_id: orgId }) => orgId);
  }

  async unsealed(orgId: number, most: number): Promise<UnsealedJournal> {
    const [row] = await this.database.query<UnsealedRow>('entries_to_seal', 'select * from entries_to_seal($1, $2, $3)', [
      orgId,
      most,
      VERSION,
    ]);
    if (!row) throw new Error('PostgreSQL told nothing of the journal.');
    const { token, size, peaks, last_note: note, last_root: root, at, next, entries } = row;
    return {
      token,
      size,
      peaks,
      ...(note !== null && root !== null && { last: { note, root } }),
      at,
      next,
      isCatchingUp: next.walk_kind !== null,
      areOlder: next.is_older,
      rows: entries.map(({ request_id: requestId, ...rest }) => ({ requestId, ...rest })),
    };
  }

  async seal(orgId: number, { token, next, size, peaks, rows, checkpoint }: SealedJournal): Promise<boolean> {
    const [row] = await this.database.query<{ done: boolean }>('seal_entries', 'select seal_entries($1, $2, $3, $4, $5) as done', [
      orgId,
      token,
      JSON.stringify({ ...next, size, peaks: peaks.toString('base64') }),
      JSON.stringify(rows.map(leafOf)),
      JSON.stringify(checkpoint ? checkpointOf(size, checkpoint) : {}),
    ]);
    return row?.done ?? false;
  }

  async claimCheckpoints(most: number, holdMs: number): Promise<LooseCheckpoint[]> {
    const rows = await this.database.query<CheckpointRow>('claim_checkpoints', 'select * from claim_checkpoints($1, $2)', [
      most,
      `${holdMs} milliseconds`,
    ]);
    return rows.map(({ org_id: orgId, tree_size: size, from_size: from, note, marks }) => ({
      orgId,
      size,
      from,
      note,
      marks: marks ?? Buffer.alloc(0),
    }));
  }

  async missingCheckpoints<Named extends { readonly orgId: number; readonly size: number; readonly note: string }>(
    named: readonly Named[],
  ): Promise<Named[]> {
    const known = await this.database.query<{ ordinal: number }>('known_checkpoints', KNOWN, [
      JSON.stringify(named.map(({ orgId, size, note }, ordinal) => ({ ordinal, org_id: orgId, tree_size: size, note }))),
    ]);
    const ordinals = new Set(known.map(({ ordinal }) => ordinal));
    return named.filter((_, ordinal) => !ordinals.has(ordinal));
  }

  async markAppended(checkpoints: readonly Pick<LooseCheckpoint, 'orgId' | 'size'>[]): Promise<void> {
    await this.database.query('mark_checkpoints_appended', 'select mark_checkpoints_appended($1)', [
      JSON.stringify(checkpoints.map(({ orgId, size }) => ({ org_id: orgId, tree_size: size }))),
    ]);
  }
}

function leafOf({ kind, requestId, number, leafIndex, leafHash, digests, salt, lastingSalt }: SealedRow): object {
  return {
    kind,
    request_id: requestId,
    number,
    leaf_index: leafIndex,
    leaf_hash: leafHash.toString('base64'),
    version: VERSION,
    digests,
    salt: salt?.toString('base64'),
    lasting_salt: lastingSalt?.toString('base64'),
  };
}

function checkpointOf(size: number, { from, root, note, at }: NonNullable<SealedJournal['checkpoint']>): object {
  return { tree_size: size, from_size: from, root: root.toString('base64'), note, sealed_at: at };
}
