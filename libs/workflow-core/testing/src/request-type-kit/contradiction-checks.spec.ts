import { CONTRADICTION_CHECKS } from './contradiction-checks';
import { expectEachCaught } from './proofs/breakage';

const MADE = { name: 'made', status: 200, outcome: { kind: 'executed' } } as const;

expectEachCaught(CONTRADICTION_CHECKS, [
  {
    what: 'an answer of which every part is said to have failed, taken for done in part',
    caughtBy: 'takes nothing for executed in which something says that it failed',
    saying: /"made" with \{"success":false\} at \/stamps\/0\/success is taken for executed/,
    definition: { interpretResponse: () => ({ kind: 'executed', partial: true }) },
    fixtures: { answers: [{ ...MADE, body: { stamps: [{ no: 1 }] } }] },
  },
  {
    what: 'statuses that are taken for a success and that no document has',
    caughtBy: 'takes nothing for executed with a 2xx that is not documented',
    saying: /"granted" with HTTP 207 is taken for executed/,
    definition: { success: { statuses: [200, 207] } },
  },
  {
    what: 'the id of what was made that is not declared',
    caughtBy: 'takes nothing for executed that names nothing that was made',
    saying: /createdId looks like the id of what was made/,
    definition: { interpretResponse: () => ({ kind: 'executed' }) },
    fixtures: { answers: [{ ...MADE, body: { createdId: 5 } }] },
  },
  {
    what: 'the id of what was made that no answer has',
    caughtBy: 'takes nothing for executed that names nothing that was made',
    saying: /stampId is said to hold the id of what was made/,
    definition: { success: { madeIds: ['stampId'] } },
  },
  {
    what: 'an echo that takes anybody for the customer',
    caughtBy: 'takes nothing for executed that speaks of something else than was asked for',
    saying: /"made" with another value at \/customer is taken for executed/,
    definition: { interpretResponse: () => ({ kind: 'executed' }), success: { echoes: () => ({ customer: () => true }) } },
    fixtures: { answers: [{ ...MADE, body: { customer: '5001001' } }] },
  },
]);
