import { EXCLUSIVE_CHECKS } from './exclusive-checks';
import { expectEachCaught } from './proofs/breakage';

const ONCE = 'refuses a second name of one thing';

expectEachCaught(EXCLUSIVE_CHECKS, [
  {
    what: 'two names of one thing that the schema takes',
    caughtBy: ONCE,
    saying: /"no key" with \/body\/customer and \/body\/key is accepted/,
    definition: { exclusiveFields: [['/body/customer', '/body/key']] },
  },
  {
    what: 'a group with a field that the schema does not have',
    caughtBy: ONCE,
    saying: /exclusiveFields names \/body\/client/,
    definition: { exclusiveFields: [['/body/customer', '/body/client']] },
  },
  {
    what: 'a group that no payload has',
    caughtBy: ONCE,
    saying: /no valid payload has \/body\/worth or \/body\/key/,
    definition: { exclusiveFields: [['/body/worth', '/body/key']] },
    fixtures: { valid: { bare: { queryParams: { shop: '1' }, body: { customer: '1', stamps: 1, card: '1' } } } },
  },
]);
