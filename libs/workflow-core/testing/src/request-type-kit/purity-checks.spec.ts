import { PURITY_CHECKS } from './purity-checks';
import { expectEachCaught } from './proofs/breakage';

expectEachCaught(PURITY_CHECKS, [
  {
    what: 'a function that counts its calls',
    caughtBy: 'answers alike for the same payload and changes nothing',
    saying: /naturalKey of "all fields" answers differently/,
    definition: { naturalKey: counting((count) => `key ${count}`) },
  },
  {
    what: 'a function that writes to the payload',
    caughtBy: 'answers alike for the same payload and changes nothing',
    saying: /loyaltyKey of "all fields" throws/,
    definition: { loyaltyKey: ({ body }) => (body.key = 'mine') },
  },
  {
    what: 'a judgement that changes with time',
    caughtBy: 'judges the same answer alike and changes nothing',
    saying: /"granted" is judged differently/,
    definition: { interpretResponse: counting((count) => ({ kind: 'refused', code: String(count), message: 'No' })) },
  },
]);

function counting<Answer>(answer: (count: number) => Answer): () => Answer {
  let count = 0;
  return () => answer(++count);
}
