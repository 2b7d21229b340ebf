import { GrowingTree } from '@countersign/journal';
import type { FoundCheckpoint } from './checkpoints';
import type { Damage } from './damage';
import type { ReadBundle } from './read-bundle';

/** What the database says of the tree, beside its entries and signed notes. */
export function headDamage({ heads, checkpoints, leaves }: ReadBundle, inside: readonly FoundCheckpoint[]): Damage | undefined {
  const odd = leaves.find(({ hash, stored }) => !hash?.equals(stored));
  if (odd)
    return { kind: 'edit', leafIndex: odd.index, entry: odd.key, sentence: 'The hash that the database holds of it is another one.' };
  const signed = new Map(inside.map((checkpoint) => [checkpoint.note, checkpoint]));
  let reached = 0;
  for (const { size, note, root, from, sealedAt } of checkpoints) {
    const said = signed.get(note);
    if (said?.size !== size || said.root.toString('base64') !== root || said.sealedAt.getTime() !== Date.parse(sealedAt))
      return {
        kind: 'edit',
        sentence: `What the database says of the checkpoint of size ${size} beside its note is not what the note says.`,
      };
    if (from !== reached)
      return { kind: 'missing checkpoint', sentence: `The checkpoint before the one of size ${size} is not in the database.` };
    reached = size;
  }
  if (reached !== leaves.length)
    return { kind: 'missing checkpoint', sentence: `The checkpoint of size ${leaves.length} is not in the database.` };
  const tree = GrowingTree.empty();
  for (const { hash } of leaves) if (hash) tree.add(hash);
  const [head] = heads;
  if (head ? head.size !== leaves.length || !tree.keep().equals(Buffer.from(head.peaks, 'base64')) : leaves.length > 0)
    return { kind: 'edit', sentence: 'How far the database says that this org is sealed is not what its leaves come to.' };
  return undefined;
}
