import { type Hash, sha256 } from './hash';
import { hashNode, type TreeHead } from './merkle-tree';

const HASH_BYTES = 32;

/**
 * A tree to which leaves are added. It keeps the roots of its complete parts alone, one for each 1 among the binary digits of its
 * size: so sealing the millionth entry reads none of the others.
 */
export class GrowingTree {
  private constructor(
    private leaves: number,
    private readonly peaks: Hash[],
  ) {}

  static empty(): GrowingTree {
    return new GrowingTree(0, []);
  }

  /**
   * @param peaks as `keep()` gave them
   * @throws RangeError when they cannot be those of a tree of this size
   */
  static resume(size: number, peaks: Buffer): GrowingTree {
    const count = size.toString(2).replaceAll('0', '').length;
    if (peaks.length !== count * HASH_BYTES) throw new RangeError(`A tree of ${size} leaves has ${count} complete parts.`);
    return new GrowingTree(
      size,
      Array.from({ length: count }, (_, index) => peaks.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
    );
  }

  get size(): number {
    return this.leaves;
  }

  /** The complete parts, the largest first. */
  keep(): Buffer {
    return Buffer.concat(this.peaks);
  }

  add(leaf: Hash): void {
    let hash = leaf;
    for (let size = this.leaves; size % 2 === 1; size = (size - 1) / 2) {
      const left = this.peaks.pop();
      if (left === undefined) throw new RangeError('A complete part is missing.');
      hash = hashNode(left, hash);
    }
    this.peaks.push(hash);
    this.leaves += 1;
  }

  head(): TreeHead {
    const [last, ...others] = [...this.peaks].reverse();
    return { size: this.leaves, root: last ? others.reduce((right, left) => hashNode(left, right), last) : sha256() };
  }
}
