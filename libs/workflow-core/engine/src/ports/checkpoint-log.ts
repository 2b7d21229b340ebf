import { token } from '@countersign/wiring';

/** A signed state of an org's journal. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly sealedAt: Date;
  /** When it was written to the file outside the database; absent until then. */
  readonly appendedAt?: Date;
}

export interface CheckpointPage {
  /** The newest first. */
  readonly checkpoints: readonly StoredCheckpoint[];
  /** `before` of the next page. */
  readonly next?: number;
}

/** Signed checkpoints, for auditors. */
export interface CheckpointLog {
  /** @param before only checkpoints of a smaller size */
  list(orgId: number, limit: number, before?: number): Promise<CheckpointPage>;
}

export const CHECKPOINT_LOG = token<CheckpointLog>('CheckpointLog');
