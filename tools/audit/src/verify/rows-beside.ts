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
