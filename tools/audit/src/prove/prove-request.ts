import { inclusionProof, leafBytes, type NoteKey, rootOf } from '@countersign/journal';
import type { BundledLeaf } from '../bundle';
import { openCheckpoint } from '../verify/checkpoints';
import { linesOf } from '../verify/read-bundle';
import { restOf } from '../verify/rest-of-leaf';
import { UnreadableError } from '../verify/unreadable-error';

/** That one entry is in the tree that a checkpoint was signed over; verified with SHA-256 and ed25519 alone (docs/audit.md). */
export interface EntryProof {
  readonly leafIndex: number;
  /** What is hashed: SHA-256 over a zero byte and this text. */
  readonly leaf: string;
  /** The words and their salt, so that the digests in the leaf can be recomputed; absent where they were erased. */
  readonly words?: Readonly<Record<string, string>>;
  readonly salt?: string;
  /** What is not erased, and its salt. */
  readonly lasting?: Readonly<Record<string, string>>;
  readonly lastingSalt?: string;
  /** The hashes beside the way to the root, the lowest first, in base64. */
  readonly proof: readonly string[];
}

export interface RequestProof {
  /** The signed note that names size and root. */
  readonly checkpoint: string;
  readonly entries: readonly EntryProof[];
}

/** Proofs for all sealed entries about a request, from a bundle; so that they can be handed to somebody who may see no other request. */
export async function proveRequest(bundle: string, request: string, keys: readonly NoteKey[]): Promise<RequestProof> {
  const leaves: (BundledLeaf & { readonly leaf: number })[] = [];
  const notes: string[] = [];
  let orgId = 0;
  for await (const line of linesOf(bundle)) {
    if ('bundle' in line) orgId = line.org;
    else if ('leaf' in line) leaves.push(line);
    else if ('checkpoint' in line) notes.push(line.checkpoint.note);
  }
  const checkpoint = notes.at(-1) ?? '';
  const opened = openCheckpoint(checkpoint, orgId, keys);
  const hashes = leaves.slice(0, opened?.size).map(({ hash }) => Buffer.from(hash, 'base64'));
  if (!opened?.isSigned || !rootOf(hashes).equals(opened.root))
    throw new UnreadableError('The bundle has no checkpoint over its entries that one of the keys signed: verify it first.');
  const own = leaves.filter((leaf) => leaf.request === request && leaf.leaf < opened.size);
  if (own.length === 0) throw new UnreadableError(`No sealed entry is about request ${request}.`);
  return { checkpoint, entries: own.map((leaf) => proofOf(orgId, leaf, hashes)) };
}

function proofOf(orgId: number, leaf: BundledLeaf & { readonly leaf: number }, hashes: readonly Buffer[]): EntryProof {
  const { kind, fields, words, salt, lasting, lastingSalt } = leaf;
  if (fields === null) throw new UnreadableError(`Entry ${leaf.leaf} is gone: verify the bundle first.`);
  return {
    leafIndex: leaf.leaf,
    leaf: leafBytes({ orgId, kind, fields, digests: restOf(leaf).current }),
    ...(words && { words }),
    ...(salt !== undefined && { salt }),
    ...(lastingSalt !== undefined && { lasting, lastingSalt }),
    proof: inclusionProof(hashes, leaf.leaf).map((hash) => hash.toString('base64')),
  };
}
