import type { UsedBefore } from './used-before-query';

/** That nobody knows is a warning, too. */
export const COULD_NOT_BE_LOOKED_UP = 'could not be looked up';

/**
 * Tells one warning from another: a request that waited when it was seen and has been executed since is another one. Those of requests
 * that the person may not read look all alike.
 */
export function nameOfUse({ sameBy, requestId = 'hidden', state }: UsedBefore): string {
  return state ? `${sameBy} ${requestId} ${state}` : `${sameBy} ${requestId}`;
}

/** What a checker has to know of an earlier request that asks for the same. */
export function usedBeforeWords({ sameBy, state }: UsedBefore): string {
  const subject = sameBy === 'reference' ? 'The reference was used before' : 'The same was asked for before';
  switch (state) {
    case 'approved':
      return `${subject}, by a request that was approved and executed`;
    case 'IntouchAPITask':
      return `${subject}, by a request that was approved and has no outcome yet`;
    case 'AdminTask':
      return `${subject}, by a request that waits for a checker too`;
    default:
      return subject;
  }
}
