import { z } from 'zod';
import { SCHEMA_CHECKS } from './schema-checks';
import { expectEachCaught } from './proofs/breakage';
import { stampPayload } from './proofs/stamp-grant';

expectEachCaught(SCHEMA_CHECKS, [
  { what: 'a malformed key', caughtBy: 'is a sound definition', saying: /UPPER_SNAKE/, definition: { key: 'stamp-grant' } },
  {
    what: 'a schema that trims',
    caughtBy: 'accepts every valid payload and never rewrites it',
    saying: /"all fields" is rewritten/,
    definition: {
      payload: stampPayload.transform((given) => ({ ...given, body: { ...given.body, customer: given.body.customer.slice(1) } })),
    },
  },
  {
    what: 'a schema that refuses a documented payload',
    caughtBy: 'accepts every valid payload and never rewrites it',
    saying: /"all fields" is refused at \/body\/stamps/,
    definition: { payload: stampPayload.refine(({ body }) => body.stamps < 3, { path: ['body', 'stamps'] }) },
  },
  {
    what: 'a loose object inside',
    caughtBy: 'refuses an unknown field at every level and names it',
    saying: /\/queryParams\/fieldThatNobodyDocumented must be refused/,
    definition: {
      payload: stampPayload.extend({ queryParams: z.looseObject({ shop: z.string() }) }),
    },
  },
  {
    what: 'a schema that coerces',
    caughtBy: 'judges a changed value and never coerces it',
    saying: /at \/body\/stamps is coerced/,
    definition: { payload: stampPayload.extend({ body: stampPayload.shape.body.extend({ stamps: z.coerce.number() }) }) },
  },
  {
    what: 'an invalid payload that the schema accepts',
    caughtBy: 'refuses each invalid payload and names the field',
    saying: /"stamps of zero" is accepted/,
    fixtures: { invalid: [{ name: 'stamps of zero', at: '/body/stamps', value: 0 }] },
  },
  {
    what: 'a refusal that names the wrong field',
    caughtBy: 'refuses each invalid payload and names the field',
    saying: /is refused at \/body and not at \/body\/stamps/,
    definition: { payload: stampPayload.refine(({ body }) => body.stamps > 0, { path: ['body'] }) },
    fixtures: { invalid: [{ name: 'stamps of zero', at: '/body/stamps', value: 0 }] },
  },
  {
    what: 'a refusal that repeats what was sent',
    caughtBy: 'refuses each invalid payload and names the field',
    saying: /repeats the value sent/,
    definition: { payload: stampPayload.refine(() => false, { path: ['body', 'customer'], error: 'stranger is nobody' }) },
    fixtures: { invalid: [{ name: 'a stranger', at: '/body/customer', value: 'stranger' }] },
  },
  {
    what: 'a schema without a JSON form',
    caughtBy: 'yields a JSON Schema that judges like the schema',
    saying: /no JSON Schema can be made/,
    definition: { payload: stampPayload.extend({ body: stampPayload.shape.body.extend({ key: z.custom<string>() }) }) },
  },
]);
