import { LINE_CHECKS } from './line-checks';
import { expectEachCaught } from './proofs/breakage';

const EACH = 'has another line for every other target and amount';
const HEARD = 'asks for something else by another value of what is freely spelled';
const UNHEARD = 'asks for the same by another value of what is not in its meaning';

expectEachCaught(LINE_CHECKS, [
  {
    what: 'a line that leaves the amount out',
    caughtBy: EACH,
    saying: /at \/body\/stamps" and "all fields" have one line/,
    definition: {
      describe: ({ body }) => ({ customer: body.customer, line: `Grant stamps to ${body.customer} and ${String(body.friends)}` }),
    },
  },
  {
    what: 'a field that the line does not name and that nobody declared',
    caughtBy: EACH,
    saying: /at \/queryParams\/shop" and "all fields" have one line/,
    fixtures: { notInLine: ['/body/key', '/body/card', '/body/note'] },
  },
  {
    what: 'two amounts that are taken for the same',
    caughtBy: 'asks for the same by the same call alone',
    saying: /at \/body\/stamps" and "all fields" ask for the same and make different calls/,
    definition: { asksFor: ({ body: { customer, friends, key } }) => ({ customer, friends, key }) },
  },
  {
    what: 'an amount that is said to be not in the meaning',
    caughtBy: UNHEARD,
    saying: /^another value at \/body\/stamps asks for something else$/,
    fixtures: { notInMeaning: ['/body/stamps'] },
  },
  {
    what: 'what is said to be not in the meaning, and is nowhere',
    caughtBy: UNHEARD,
    saying: /^no valid payload has another value at \/body\/stampz: state one$/,
    fixtures: { notInMeaning: ['/body/stampz'] },
  },
  {
    what: 'what is freely spelled and ignored altogether',
    caughtBy: HEARD,
    saying: /^whatever stands at \/body\/friends\/0, the same is asked for$/,
    definition: { asksFor: ({ body: { customer, stamps } }) => ({ customer, stamps }) },
    fixtures: { freelySpelled: ['/body/friends'] },
  },
  {
    what: 'what is freely spelled and of which the fixtures show no other value',
    caughtBy: HEARD,
    saying: /^no valid payload has another value at \/body\/date: state one$/,
    fixtures: { freelySpelled: ['/body/date'] },
  },
]);
