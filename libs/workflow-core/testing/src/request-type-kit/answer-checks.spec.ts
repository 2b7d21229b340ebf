import { isSuccessStatus, undocumentedAnswer } from '@countersign/contract';
import { z } from 'zod';
import { ANSWER_CHECKS } from './answer-checks';
import { expectEachCaught } from './proofs/breakage';
import { GRANTED } from './proofs/stamp-grant';

expectEachCaught(ANSWER_CHECKS, [
  {
    what: 'an answer judged otherwise than documented',
    caughtBy: 'judges each documented answer as stated',
    saying: /"no stamps left" is judged in-doubt/,
    definition: { interpretResponse: (response) => (isExecuted(response) ? { kind: 'executed' } : undocumentedAnswer(response)) },
  },
  {
    what: 'fixtures that document no success',
    caughtBy: 'judges each documented answer as stated',
    saying: /document no answer that means executed/,
    fixtures: { answers: [] },
  },
  {
    what: 'a 2xx that is believed whatever it says',
    caughtBy: 'leaves every undocumented answer in doubt',
    saying: /HTTP 200 with \{\} is taken for executed/,
    definition: { interpretResponse: (response) => (isSuccessStatus(response) ? { kind: 'executed' } : undocumentedAnswer(response)) },
  },
  {
    what: 'a 4xx that is a refusal whatever it says',
    caughtBy: 'leaves every undocumented answer in doubt',
    saying: /HTTP 404 with null is taken for refused/,
    definition: { interpretResponse: ({ status }) => ({ kind: 'refused', code: String(status), message: 'No' }) },
  },
  {
    what: 'a body that is believed whatever the status',
    caughtBy: 'never takes an answer without a 2xx status for executed',
    saying: /"granted" with HTTP 409 is taken for executed/,
    definition: {
      interpretResponse: ({ body }) =>
        GRANTED.safeParse(body).success ? { kind: 'executed' } : { kind: 'in-doubt', code: 'X', message: 'Who knows' },
    },
  },
  {
    what: 'a reader that trusts the shape',
    caughtBy: 'judges a damaged answer without throwing',
    saying: /damaged at \/granted throws/,
    definition: {
      interpretResponse: ({ body }) => ({ kind: 'refused', code: (body as { granted: boolean }).granted.toString(), message: 'No' }),
    },
  },
  {
    what: 'a reader that knows one spelling of a code',
    caughtBy: 'reads a code alike as number and as text',
    saying: /"no stamps left" is judged in-doubt .* once its codes are spelled otherwise/,
    definition: {
      interpretResponse: (response) => {
        if (isExecuted(response)) return { kind: 'executed' };
        const { data } = z.object({ code: z.literal(31) }).safeParse(response.body);
        return data ? { kind: 'refused', code: '31', message: 'No' } : undocumentedAnswer(response);
      },
    },
  },
]);

function isExecuted(response: { status: number; body: unknown }): boolean {
  return response.status === 200 && GRANTED.safeParse(response.body).success;
}
