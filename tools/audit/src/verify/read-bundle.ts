import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Hash, hashNode, leafHash, type Texts } from '@countersign/journal';
import {
  BUNDLE_NAME,
  BUNDLE_VERSION,
  type BundleCount,
  type BundledCheckpoint,
  type BundledEntry,
  type BundledHead,
  type BundledLeaf,
  type BundleLine,
  type EntryKey,
  type RowBeside,
  type Standing,
} from '../bundle';
import { type Order, orderOf } from './orders';
import { type Rest, restOf } from './rest-of-leaf';
import { UnreadableError } from './unreadable-error';

/** An entry of the bundle with the hash that it has, as it is now. */
export interface FoundLeaf extends Omit<Rest, 'current'> {
  readonly index: number;
  readonly key: EntryKey;
  /** Undefined: the entry is gone, and only its leaf is there. */
  readonly hash: Hash | undefined;
  /** What the database says that its hash is. */
  readonly stored: Hash;
  readonly at: string | undefined;
  readonly to: string | undefined;
  /** Absent: it orders nothing to be erased. */
  readonly order?: Order;
}

export interface ReadBundle {
  readonly orgId: number;
  readonly exportedAt: Date;
  readonly leaves: readonly FoundLeaf[];
  readonly checkpoints: readonly BundledCheckpoint[];
  readonly unsealed: readonly BundledEntry[];
  readonly standings: readonly Standing[];
  readonly beside: readonly RowBeside[];
  readonly heads: readonly BundledHead[];
}

/** @throws UnreadableError when the file is no whole bundle */
export async function readBundle(path: string): Promise<ReadBundle> {
  const leaves: FoundLeaf[] = [];
  const checkpoints: BundledCheckpoint[] = [];
  const unsealed: BundledEntry[] = [];
  const standings: Standing[] = [];
  const beside: RowBeside[] = [];
  const heads: BundledHead[] = [];
  let header: Extract<BundleLine, { bundle: string }> | undefined;
  let end: BundleCount | undefined;
  for await (const line of linesOf(path)) {
    if ('bundle' in line) header = line;
    else if (!header) throw new UnreadableError(`${path} is no bundle: its first line is no header.`);
    else if ('leaf' in line) leaves.push(foundLeaf(header.org, line.leaf, line));
    else if ('checkpoint' in line) checkpoints.push(line.checkpoint);
    else if ('unsealed' in line) unsealed.push(line.unsealed);
    else if ('standing' in line) standings.push(line.standing);
    else if ('beside' in line) beside.push(line.beside);
    else if ('head' in line) heads.push(line.head);
    else end = line.end;
  }
  if (header?.bundle !== BUNDLE_NAME || header.version !== BUNDLE_VERSION)
    throw new UnreadableError(`${path} is no bundle of this version.`);
  const count: BundleCount = {
    leaves: leaves.length,
    checkpoints: checkpoints.length,
    unsealed: unsealed.length,
    standings: standings.length,
    beside: beside.length,
    heads: heads.length,
  };
  if (!end || Object.entries(count).some(([name, value]) => end[name as keyof BundleCount] !== value))
    throw new UnreadableError(`${path} is not whole: export it once more.`);
  return { orgId: header.org, exportedAt: new Date(header.exportedAt), leaves, checkpoints, unsealed, standings, beside, heads };
}

export async function* linesOf(path: string): AsyncGenerator<BundleLine> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (text === '') continue;
    try {
      yield JSON.parse(text) as BundleLine;
    } catch (cause) {
      throw new UnreadableError(`Line ${number} of ${path} cannot be read.`, { cause });
    }
  }
}

function foundLeaf(orgId: number, index: number, leaf: BundledLeaf): FoundLeaf {
  const { kind, request, number, hash, fields } = leaf;
  const key = { kind, request, number };
  const rest = restOf(leaf);
  const order = fields === null ? undefined : orderOf(key, fields, rest.isErased ? {} : (leaf.words ?? {}), index);
  return {
    ...{ index, key, ...rest },
    hash: fields === null ? undefined : hashOf(orgId, leaf, fields, rest),
    stored: Buffer.from(hash, 'base64'),
    at: fields?.['at'],
    to: fields?.['to'],
    ...(order && { order }),
  };
}

/** What is stored of a digest counts where nothing is left to digest, and where digesting it anew comes to another one it shows that. */
function hashOf(orgId: number, { kind, digests = {} }: BundledLeaf, fields: Texts, { current, differing }: Rest): Hash {
  const hash = leafHash({ orgId, kind, fields, digests: current });
  return differing.length === 0 ? hash : hashNode(hash, leafHash({ orgId, kind, fields, digests }));
}
