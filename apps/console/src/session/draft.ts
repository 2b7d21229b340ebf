import { useCallback, useState } from 'react';
import { storedDraft, storeDraft } from '../signed-in/draft-store';
import { currentSession, draftOwner } from '../signed-in/session-store';

/**
 * A state that outlives the session: who is signed out while typing finds it again after signing in. It is forgotten when they sign out
 * or another person signs in.
 *
 * @param field names it within the console, such as `decision.<request id>`; never a customer
 * @returns the value, its setter, and what forgets it once it was sent
 */
export function useDraft<Value>(field: string, initial: Value): [Value, (value: Value) => void, () => void] {
  // An answer may come after the session has ended: what it changes is still theirs.
  const [userId] = useState(() => currentSession()?.user.id);
  const [value, setValue] = useState<Value>(() => {
    const text = userId === undefined ? undefined : storedDraft({ userId, field });
    return text === undefined ? initial : (JSON.parse(text) as Value);
  });
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      keepDraft(userId, field, JSON.stringify(next));
    },
    [userId, field],
  );
  const forget = useCallback(() => keepDraft(userId, field, undefined), [userId, field]);
  return [value, keep, forget];
}

/** For the person who typed it, also when their session has just run out; for nobody else, and for nobody once they have signed out. */
export function keepDraft(userId: number | undefined, field: string, text: string | undefined): void {
  if (userId !== undefined && userId === draftOwner()) storeDraft({ userId, field }, text);
}
