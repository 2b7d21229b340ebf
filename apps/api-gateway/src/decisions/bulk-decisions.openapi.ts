import { z } from 'zod';
import { type DescribeRoutes, IDEMPOTENCY_KEY, PREFER, shown } from '../platform/openapi/route-description';
import { REQUESTS_PATH, REQUESTS_TAG } from '../views/requests/describe-requests';
import { exampleRequest } from '../views/requests/request.example';
import { requestSchema } from '../views/requests/request.schema';
import { bulkDecisionSchema } from './bulk-decision-body';

const errorSchema = z.strictObject({ code: z.int(), message: z.string(), reference: z.string().nullable() });

const resultSchema = z.strictObject({
  requestId: z.string().describe('As it was sent.'),
  status: z.int().describe('What the single call would have been answered with.'),
  replayed: z.boolean().describe('Decided before, by the same Idempotency-Key.'),
  data: requestSchema.nullable(),
  errors: z.array(errorSchema).nullable(),
  retryAfterSeconds: z.int().optional(),
});

export const bulkAnswerSchema = z.strictObject({
  data: z.strictObject({
    results: z.array(resultSchema).describe('In the order of the decisions.'),
    decided: z.int(),
    refused: z.int(),
  }),
});

const REQUEST_ID = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';

const EXAMPLE = {
  decisions: [
    {
      requestId: REQUEST_ID,
      decision: 'approved',
      comment: 'Checked against the complaint.',
      payloadDigest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
};

export const describeBulkDecisionRoutes: DescribeRoutes = (types) => {
  const refusal = { code: 2002, message: 'You have already decided on this request.', reference: '/requestId' };
  const done = types.slice(0, 1).map((type) => ({
    requestId: REQUEST_ID,
    status: 202,
    replayed: false,
    data: exampleRequest(type),
    errors: null,
  }));
  const lost = { requestId: REQUEST_ID, status: 409, replayed: false, data: null, errors: [refusal] };
  const answer = (results: readonly unknown[], refused: number) =>
    shown(bulkAnswerSchema, { data: { results, decided: results.length - refused, refused } }, 'output');
  return [
    {
      method: 'post',
      path: `${REQUESTS_PATH}/decisions`,
      tag: REQUESTS_TAG,
      summary: 'Decide on up to 100 requests at once',
      description:
        'Needs CanCheckRequest. Each decision stands for itself: it is judged as in the single call, bound to the digest of what was seen, ' +
        'and one that is refused stops no other. An Idempotency-Key counts for each decision: repeated, the call does what is not done yet. ' +
        'Outcomes are not waited for unless Prefer says wait. It counts as one call where calls are limited.',
      parameters: [IDEMPOTENCY_KEY, PREFER],
      body: shown(bulkDecisionSchema, EXAMPLE, 'input'),
      answers: {
        200: { description: 'All were decided.', body: answer(done, 0) },
        207: { description: 'Some were refused; each result says how it went.', body: answer([...done, lost], 1) },
      },
      problems: [],
    },
  ];
};
