import { type Hash, sha256 } from './hash';

/**
 * The Merkle tree of RFC 6962, section 2.1. The prefixes keep a leaf from passing for a node.
 * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1
 */
const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

export function hashLeaf(bytes: Buffer | string): Hash {
  return sha256(LEAF, bytes);
}

export function hashNode(left: Hash, right: Hash): Hash {
  return sha256(NODE, left, right);
}

/** The root over these leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return hashNode(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** The hashes beside the way from leaf `index` up to the root, the lowest first. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (index < 0 || index >= leaves.length) throw new RangeError(`There is no leaf ${index} in a tree of ${leaves.length}.`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...inclusionProof(left, index), rootOf(right)] : [...inclusionProof(right, index - split), rootOf(left)];
}

/** The root that a proof leads to; undefined when the proof has not the length that this leaf needs. */
export function rootFromInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash | undefined {
  if (index < 0 || index >= size) return undefined;
  if (size === 1) return proof.length === 0 ? leaf : undefined;
  const beside = proof.at(-1);
  if (beside === undefined) return undefined;
  const rest = proof.slice(0, -1);
  const split = splitOf(size);
  if (index < split) {
    const left = rootFromInclusion(leaf, index, split, rest);
    return left && hashNode(left, beside);
  }
  const right = rootFromInclusion(leaf, index - split, size - split, rest);
  return right && hashNode(beside, right);
}

/** The hashes that show that the tree of these leaves begins with its own first `size` leaves, as in RFC 6962, section 2.1.2. */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (size < 1 || size > leaves.length) throw new RangeError(`There are no ${size} first leaves in a tree of ${leaves.length}.`);
  return subProof(leaves, size, true);
}

function subProof(leaves: readonly Hash[], size: number, isWhole: boolean): Hash[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split ? [...subProof(left, size, isWhole), rootOf(right)] : [...subProof(right, size - split, false), rootOf(left)];
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Whether the proof shows that `newer` is `older` with leaves added after it. */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  const rest = [...proof].reverse();
  const roots = rootsFrom(older, newer.size, true, rest);
  return roots !== undefined && rest.length === 0 && roots.older.equals(older.root) && roots.newer.equals(newer.root);
}

interface Roots {
  readonly older: Hash;
  readonly newer: Hash;
}

/** Mirrors `subProof`: takes the hashes from the end, where the highest ones are. */
function rootsFrom(older: TreeHead, size: number, isWhole: boolean, rest: Hash[]): Roots | undefined {
  if (older.size === size) {
    const root = isWhole ? older.root : rest.shift();
    return root && { older: root, newer: root };
  }
  const split = splitOf(size);
  const beside = rest.shift();
  if (beside === undefined) return undefined;
  if (older.size <= split) {
    const left = rootsFrom(older, split, isWhole, rest);
    return left && { older: left.older, newer: hashNode(left.newer, beside) };
  }
  const right = rootsFrom({ size: older.size - split, root: older.root }, size - split, false, rest);
  return right && { older: hashNode(beside, right.older), newer: hashNode(beside, right.newer) };
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
