const PREFIX = 'countersign.draft.';

/** Whose draft it is, and of which field. */
export interface DraftPlace {
  readonly userId: number;
  readonly field: string;
}

/** What somebody has typed and not sent, in this tab alone. */
export function storedDraft(place: DraftPlace): string | undefined {
  return sessionStorage.getItem(keyOf(place)) ?? undefined;
}

/** @param text undefined forgets it */
export function storeDraft(place: DraftPlace, text: string | undefined): void {
  if (text === undefined) sessionStorage.removeItem(keyOf(place));
  else sessionStorage.setItem(keyOf(place), text);
}

export function forgetDrafts({ butOf }: { readonly butOf?: number } = {}): void {
  const kept = butOf === undefined ? undefined : keyOf({ userId: butOf, field: '' });
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX) && !(kept !== undefined && key.startsWith(kept))) sessionStorage.removeItem(key);
}

function keyOf({ userId, field }: DraftPlace): string {
  return `${PREFIX}${userId}.${field}`;
}
