import { GrowingTree } from '@countersign/journal';
import type { Damage } from './damage';
import type { FoundCheckpoint } from './checkpoints';
import type { ReadBundle } from './read-bundle';

/** Far longer than a transaction may last: what is older than the last checkpoint by this and not sealed was not there when it was signed. */
const LATEST_MS = 600_000;

/** An entry that claims to be older than what was signed last, and is in no tree. */
export function unsealedDamage({ unsealed }: ReadBundle, inside: readonly FoundCheckpoint[]): Damage | undefined {
  const last = inside.reduce((latest, { sealedAt }) => Math.max(latest, sealedAt.getTime()), 0);
  const late = unsealed.find(({ fields }) => Date.parse(fields['at'] ?? '') < last - LATEST_MS);
  if (!late) return undefined;
  const { kind, request, number } = late;
  return {
    kind: 'insert',
    entry: { kind, request, number },
    sentence: 'It claims to be older than the last checkpoint, and was never sealed.',
  };
}

/** Whether each request stands as its last transition left it. */
export function standingDamage({ leaves, unsealed, standings }: ReadBundle): Damage | undefined {
  const last = new Map<string, { readonly seq: number; readonly to: string | undefined; readonly index?: number }>();
  const note = (request: string, seq: number, to: string | undefined, index?: number): void => {
    if ((last.get(request)?.seq ?? 0) < seq) last.set(request, { seq, to, ...(index !== undefined && { index }) });
  };
  for (const { key, to, index } of leaves) if (key.kind === 'transition') note(key.request, key.number, to, index);
  for (const { kind, request, number, fields } of unsealed) if (kind === 'transition') note(request, number, fields['to']);
  for (const { request, state, version } of standings) {
    const end = last.get(request);
    const entry = { kind: 'transition', request, number: version } as const;
    if (!end) return { kind: 'insert', entry, sentence: `Request ${request} is in no entry of the journal.` };
    if (end.seq !== version || end.to !== state)
      return {
        kind: 'edit',
        entry,
        ...(end.index !== undefined && { leafIndex: end.index }),
        sentence: `Request ${request} is ${state} at version ${version}, but its journal ends with ${end.to ?? 'nothing'} at ${end.seq}.`,
      };
  }
  return undefined;
}

/** A row that no leaf holds, or not alone, and that is not what the journal tells of it. */
export function besideDamage({ beside }: ReadBundle): Damage | undefined {
  const [odd] = beside;
  if (!odd) return undefined;
  const { table, name, kind, columns } = odd;
  const others = beside.length > 1 ? ` ${beside.length - 1} more rows are wrong.` : '';
  return { kind, sentence: `${table} ${name} ${BESIDE[kind]}${columns.length > 0 ? `: ${columns.join(', ')}` : ''}.${others}` };
}

const BESIDE = {
  edit: 'is not what the journal tells of it',
  insert: 'is something of which the journal tells nothing',
  delete: 'is gone, and the journal tells that it is there',
} as const;

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
