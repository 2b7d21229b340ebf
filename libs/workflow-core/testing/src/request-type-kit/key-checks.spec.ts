import { KEY_CHECKS } from './key-checks';
import { expectEachCaught } from './proofs/breakage';

expectEachCaught(KEY_CHECKS, [
  {
    what: 'a natural key that forgets a field',
    caughtBy: 'derives its natural key from the stated fields alone',
    saying: /naturalKey of "all fields" does not change with \/body\/key/,
    definition: { naturalKey: () => 'one for all' },
  },
  {
    what: 'a natural key that depends on more than it states',
    caughtBy: 'derives its natural key from the stated fields alone',
    saying: /changes with \/queryParams\/shop/,
    definition: { naturalKey: (given) => `${given.queryParams.shop}${given.body.key ?? ''}` },
  },
  {
    what: 'a natural key that depends on the order of fields',
    caughtBy: 'derives its natural key from the stated fields alone',
    saying: /changes with the order of its fields/,
    definition: { naturalKey: ({ body }) => JSON.stringify(body) },
  },
  {
    what: 'a loyalty key from the wrong field',
    caughtBy: 'derives its loyalty key from the stated fields alone',
    saying: /loyaltyKey of "all fields" changes with \/body\/customer/,
    definition: { loyaltyKey: ({ body }) => body.customer },
  },
  {
    what: 'a replay without a key',
    caughtBy: 'replays in doubt only where the same call twice has one effect',
    saying: /"no key" is replayed without a loyalty key/,
    definition: { whenInDoubt: () => 'replay' },
  },
]);
