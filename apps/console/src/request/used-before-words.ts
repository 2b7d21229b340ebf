import type { UsedBefore } from './look-up-query';

/** That nobody knows is a warning, too. */
export const COULD_NOT_BE_LOOKED_UP = 'could not be looked up';
export const NOT_LOOKED_UP_WORDS = 'It could not be checked whether the same was asked for before, or what else there is to warn of';

/**
 * Tells one warning from another: a request that waited when it was seen and has been executed since is another one. Those of requests
 * that the person may not read are told apart by how many there are.
 */
export function namesOfUses(uses: readonly UsedBefore[]): readonly string[] {
  const hidden = uses.filter(({ requestId }) => requestId === undefined);
  return uses.map((use) => `${use.sameBy} ${use.requestId ?? `hidden ${hidden.indexOf(use)}`} ${use.state ?? ''}`.trimEnd());
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
