import type { Damage } from './damage';
import type { ReadBundle } from './read-bundle';

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

/** Rows that no leaf holds, or not alone, and that are not what the journal tells of them. */
export function namesOfRows({ beside }: ReadBundle): string[] {
  return beside.map(
    ({ table, name, kind, columns }) => `${table} ${name} ${BESIDE[kind]}${columns.length > 0 ? `: ${columns.join(', ')}` : ''}`,
  );
}

export function besideDamage(bundle: ReadBundle): Damage | undefined {
  const [odd] = bundle.beside;
  const names = namesOfRows(bundle);
  const others = names.length > 1 ? ` ${names.length - 1} more rows are wrong.` : '';
  return odd && { kind: odd.kind, sentence: `${names[0]}.${others}` };
}

const BESIDE = {
  edit: 'is not what the journal tells of it',
  insert: 'is something of which the journal tells nothing',
  delete: 'is gone, and the journal tells that it is there',
} as const;
