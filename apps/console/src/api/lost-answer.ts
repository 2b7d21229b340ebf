import { CallFailed } from './problem';

/** A write of which no answer came, and what is known of it. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

const NOT_KNOWN = 'It may have been received or not. Try again: it is sent as the same, so that it cannot happen twice.';
const NOT_DONE = 'As of now nothing was changed. Try again.';
const NOT_SEEN = 'It may have been done or not, and the server cannot be reached. Look before you try again.';

/** Before each repetition; a server that is restarted is back by the last. */
const WAITS_MS = [500, 1_500, 4_000];
/** What is under way arrives meanwhile, or never. */
const BEFORE_LOOKING_MS = 1_000;
/** The documented code of a key whose call has not ended yet. */
export const IN_PROGRESS = 2102;

type Wait = (milliseconds: number) => Promise<void>;

/** Whether an answer does not say if the call was carried out: none came, or it broke off, or something went wrong on the way. */
export function isUnclear(error: unknown): error is CallFailed {
  return error instanceof CallFailed && (error.status === 0 || error.status >= 500 || (error.status >= 200 && error.status < 300));
}

/**
 * Repeats a write that has an Idempotency-Key until its answer comes, so that nobody is told that nothing happened when it did.
 * @param afterLost whether the same was sent before and got no answer either
 * @throws AnswerLost when none came; the next try has to have the same key
 */
export async function untilKnown<Answer>(
  send: () => Promise<Answer>,
  { afterLost = false, wait = pause }: { readonly afterLost?: boolean; readonly wait?: Wait } = {},
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const isOpen = isUnclear(error) || isInProgress(error);
      const milliseconds = WAITS_MS[tries];
      if (isOpen && milliseconds !== undefined) await wait(Math.max(milliseconds, (error.retryAfterSeconds ?? 0) * 1_000));
      // Who is turned away at the door is not told what became of the try before.
      else if (isOpen || ((afterLost || tries > 0) && isTurnedAway(error))) throw new AnswerLost(NOT_KNOWN, { cause: error });
      else throw error;
    }
  }
}

/**
 * A write without a key is not repeated. When no answer came, it is looked what is.
 * @param look answers as the call would have, where it sees that it was done; it may throw AnswerLost with words of its own
 */
export async function orLook<Answer>(
  send: () => Promise<Answer>,
  look: () => Promise<Answer | undefined>,
  wait: Wait = pause,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (!isUnclear(error)) throw error;
    await wait(BEFORE_LOOKING_MS);
    const seen = await look().catch((second: unknown) => {
      throw second instanceof AnswerLost ? second : new AnswerLost(NOT_SEEN);
    });
    if (seen === undefined) throw new AnswerLost(NOT_DONE);
    return seen;
  }
}

/** The same for what cannot be seen afterwards. @param words what to do */
export function orTell<Answer>(send: () => Promise<Answer>, words: string): Promise<Answer> {
  return send().catch((error: unknown) => {
    throw isUnclear(error) ? new AnswerLost(words) : error;
  });
}

/** Above the words of an error. */
export function titleOfFailure(error: unknown): string {
  return error instanceof AnswerLost ? 'No answer came' : 'That did not work';
}

/**
 * Of an answer that is not unclear: whether the gateway never looked at what it is asked. It refused its caller or had too many calls, or
 * what lies in between answered in its own words.
 */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof CallFailed && ([401, 403, 429].includes(error.status) || error.problems.length === 0);
}

function isInProgress(error: unknown): error is CallFailed {
  return error instanceof CallFailed && error.problems.some(({ code }) => code === IN_PROGRESS);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
