import { z } from 'zod';
import { RULE_CHECKS } from './rule-checks';
import { expectEachCaught } from './proofs/breakage';

expectEachCaught(RULE_CHECKS, [
  {
    what: 'a rule that nobody tried',
    caughtBy: 'has for each rule a case that is content and one that is not',
    saying: /within-cap has no case that violates it/,
    fixtures: { rules: [{ rule: 'within-cap' }] },
  },
  {
    what: 'a rule that names no field',
    caughtBy: 'judges each rule case as stated and names the field in the body of the maker',
    saying: /names no field/,
    definition: { rules: [{ name: 'within-cap', at: ['submit'], check: () => ({ kind: 'points-invalid', message: 'Too many' }) }] },
  },
  {
    what: 'settings that every org would have to make',
    caughtBy: 'needs no policy settings to be usable',
    saying: /refuses \{\}/,
    definition: { config: z.strictObject({ cap: z.number() }) },
  },
]);
