import { useCallback, useState } from 'react';
import { storedDraft, storeDraft } from './draft-store';
import { currentSession } from './session-store';

/**
 * A state that outlives the session: who is signed out while typing finds it again after signing in. It is forgotten when they sign out
 * or another person signs in.
 *
 * @param field names it within the console, such as `decision.<request id>`; never a customer
 * @returns the value, its setter, and what forgets it once it was sent
 */
export function useDraft<Value>(field: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const userId = currentSession()?.user.id ?? -1;
  const [value, setValue] = useState<Value>(() => {
    const text = storedDraft({ userId, field });
    return text === undefined ? initial : (JSON.parse(text) as Value);
  });
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      storeDraft({ userId, field }, JSON.stringify(next));
    },
    [userId, field],
  );
  const forget = useCallback(() => storeDraft({ userId, field }, undefined), [userId, field]);
  return [value, keep, forget];
}
