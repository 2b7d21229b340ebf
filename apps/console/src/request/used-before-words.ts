import type { UsedBefore } from './used-before-query';

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
