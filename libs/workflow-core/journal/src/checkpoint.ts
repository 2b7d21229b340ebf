import { type Hash, sha256 } from './hash';
import type { TreeHead } from './merkle-tree';

/** The state of an org's journal at one moment: what is signed. */
export interface Checkpoint extends TreeHead {
  readonly orgId: number;
  /** Of the log: names whose journals these are. */
  readonly log: string;
  readonly sealedAt: Date;
  /** SHA-256 over the text of the checkpoint before; absent in the first one. */
  readonly previous?: Hash;
  /** Whether it was signed while rows were taken in that are older than the journal, or come from another server; absent in older versions. */
  readonly entries?: 'older' | 'new';
}

/**
 * A checkpoint as of C2SP: origin, size and root on a line each; and three lines of ours.
 * @see https://c2sp.org/tlog-checkpoint
 */
const TEXT =
  /^(?<log>\S+)\/org\/(?<org>\d+)\n(?<size>0|[1-9]\d*)\n(?<root>[A-Za-z0-9+/]{43}=)\nat (?<at>\S+)\n(?:previous (?<previous>[A-Za-z0-9+/]{43}=)\n)?(?:entries (?<entries>older|new)\n)?$/;

export function checkpointText({ log, orgId, size, root, sealedAt, previous, entries }: Checkpoint): string {
  const before = previous ? `previous ${previous.toString('base64')}\n` : '';
  const kind = entries ? `entries ${entries}\n` : '';
  return `${log}/org/${orgId}\n${size}\n${root.toString('base64')}\nat ${sealedAt.toISOString()}\n${before}${kind}`;
}

/** Undefined: the text is none of ours. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const { log, org, size, root, at, previous, entries } = TEXT.exec(text)?.groups ?? {};
  if (log === undefined || root === undefined || at === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return {
    log,
    orgId: Number(org),
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    sealedAt: new Date(at),
    ...(previous !== undefined && { previous: Buffer.from(previous, 'base64') }),
    ...(entries !== undefined && { entries: entries === 'older' ? entries : 'new' }),
  };
}

/** What the next checkpoint names as the one before. */
export function checkpointHash(text: string): Hash {
  return sha256(text);
}
