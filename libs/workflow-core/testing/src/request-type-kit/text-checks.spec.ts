import { filledText, nameText } from '@countersign/contract';
import { z } from 'zod';
import { expectEachCaught } from './proofs/breakage';
import { stampPayload } from './proofs/stamp-grant';
import { TEXT_CHECKS } from './text-checks';

const IDENTIFIERS = 'refuses in every text but free text what a reader does not see, and names the field';
const FREE_TEXT = 'takes free text as every language needs it, and none in which there is nothing to read';
const body = stampPayload.shape.body;

expectEachCaught(TEXT_CHECKS, [
  {
    what: 'an identifier that is any text',
    caughtBy: IDENTIFIERS,
    saying: /U\+202E at \/body\/customer of "no key" is accepted; make it an identifier\(\) or nameText\(\)/,
    definition: { payload: stampPayload.extend({ body: body.extend({ customer: z.string() }) }) },
  },
  {
    what: 'an identifier with the digits of any script',
    caughtBy: IDENTIFIERS,
    saying: /U\+0661 at \/body\/customer of "no key" is accepted/,
    definition: { payload: stampPayload.extend({ body: body.extend({ customer: nameText() }) }) },
  },
  {
    what: 'an identifier that is trimmed by somebody else',
    caughtBy: IDENTIFIERS,
    saying: /U\+0020 behind it at \/body\/key of "all fields" is accepted/,
    definition: { payload: stampPayload.extend({ body: body.extend({ key: z.string().regex(/^[\w-]+ ?$/) }) }) },
  },
  {
    what: 'a refusal that names the wrong field',
    caughtBy: IDENTIFIERS,
    saying: /U\+202E at \/body\/key of "all fields" is refused at \/body and not there/,
    definition: {
      payload: stampPayload
        .extend({ body: body.extend({ key: z.string().optional() }) })
        .refine(({ body: { key = 'K-1' } }) => key === 'K-1', { path: ['body'] }),
    },
  },
  {
    what: 'free text that nobody of another language can write',
    caughtBy: FREE_TEXT,
    saying: /the free text at \/body\/note of "all fields" refuses what languages need/,
    definition: { payload: stampPayload.extend({ body: body.extend({ note: nameText() }) }) },
  },
  {
    what: 'free text that may be blank to every reader',
    caughtBy: FREE_TEXT,
    saying: /the free text at \/body\/note of "all fields" may hold nothing to read/,
    definition: { payload: stampPayload.extend({ body: body.extend({ note: filledText(9).or(z.string().min(1)) }) }) },
  },
  {
    what: 'free text that no payload has',
    caughtBy: FREE_TEXT,
    saying: /\/body\/comment is said to be free text/,
    fixtures: { freeTextFields: ['/body/comment'] },
  },
]);
