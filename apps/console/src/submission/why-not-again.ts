import type { RequestView } from '../api/request-view';

const ENDED_WITHOUT_EFFECT: ReadonlySet<string> = new Set(['rejected', 'withdrawn', 'expired']);

/** Why a request cannot be submitted again by this person; nothing when it can. The gateway has the last word. */
export function whyNotAgain({ userId, state, details }: RequestView, ownId: number | undefined): string | undefined {
  if (userId !== ownId) return 'Only the person who asked for it can ask again.';
  if (details.resubmittedAs !== undefined) return 'It was submitted again before.';
  if (details.erasedAt !== undefined || details['IntouchAPITask-Payload'].erased) return 'What it asked for has been erased.';
  if (state === 'AdminTask') return 'It still waits for a checker; withdraw it first if it is wrong.';
  if (!ENDED_WITHOUT_EFFECT.has(state)) return 'Only what was sent back, rejected, withdrawn or has expired can be submitted again.';
  return undefined;
}
