import { freshKey } from '../api/fresh-key';
import { AnswerLost, isTurnedAway } from '../api/lost-answer';
import { CallFailed } from '../api/problem';

/** What is kept of the tries to submit one form: in the tab, so that a reload forgets nothing of it. */
export interface Attempt {
  readonly key: string;
  /** What was sent by this key, byte for byte, while it is not known what became of it. */
  readonly unknown?: string;
}

/** The documented code of a key that was used with another body. */
const KEY_REUSED = 2101;

export function freshAttempt(): Attempt {
  return { key: freshKey() };
}

/** Before a text is sent. What an earlier try sent stays in mind: it is what may have been received. */
export function begun({ key, unknown }: Attempt, text: string): Attempt {
  return { key, unknown: unknown ?? text };
}

/** After a text was not taken. @param before as it was when the text was sent */
export function afterFailure(before: Attempt, text: string, failure: unknown): Attempt {
  if (failure instanceof AnswerLost) return begun(before, text);
  const wasUnknown = before.unknown !== undefined;
  // Who is turned away learns nothing of the try before, and neither does who sends something else by its key.
  return wasUnknown && (before.unknown !== text || isTurnedAway(failure)) ? before : { key: before.key };
}

/** Whether an earlier try was received, of which another text was sent now. */
export function isKeyReused(failure: unknown): boolean {
  return failure instanceof CallFailed && failure.problems.some(({ code }) => code === KEY_REUSED);
}
