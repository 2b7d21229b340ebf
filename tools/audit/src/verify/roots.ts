import { GrowingTree } from '@countersign/journal';
import type { FoundCheckpoint } from './checkpoints';
import type { FoundLeaf } from './read-bundle';

/** The roots of the entries as they are now. */
export class Roots {
  private readonly bySize = new Map<number, string>();
  private readonly size: number;

  constructor(leaves: readonly FoundLeaf[], checkpoints: readonly FoundCheckpoint[]) {
    const wanted = new Set(checkpoints.map(({ size }) => size));
    const tree = GrowingTree.empty();
    for (const { hash } of leaves) {
      if (!hash) break;
      tree.add(hash);
      if (wanted.has(tree.size)) this.bySize.set(tree.size, tree.head().root.toString('base64'));
    }
    this.size = leaves.length;
  }

  /** False for a checkpoint over more leaves than there are: nothing can be said of it. */
  differsFrom({ size, root }: Pick<FoundCheckpoint, 'size' | 'root'>): boolean {
    return size > 0 && size <= this.size && this.bySize.get(size) !== root.toString('base64');
  }
}
