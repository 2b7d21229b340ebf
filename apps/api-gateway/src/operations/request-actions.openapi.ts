import { reasonSchema } from '../platform/http/reason-body';
import { type DescribeRoutes, IDEMPOTENCY_KEY, jsonSchema, shown } from '../platform/openapi/route-description';
import { requestIdParameter } from '../views/requests/describe-requests';
import { exampleRequest } from '../views/requests/request.example';
import { exampleOf, GRANT, reviewedAnswerSchema, TAG } from './operations.openapi';

const PATH = '/operations/requests/{requestId}';
const ANSWER = jsonSchema(reviewedAnswerSchema, 'output');

export const describeRequestActionRoutes: DescribeRoutes = (types) => {
  const [type] = types;
  if (!type) return [];
  const made = exampleRequest(type);
  const replay = {
    request: {
      ...made,
      userId: 5001,
      userName: 'operator.one',
      details: { ...made.details, replayOf: '0199d3a4-0000-7d8e-9f01-23456789abcd' },
    },
    attempts: [],
    reviews: [],
  };
  const { request, attempts } = exampleOf(type);
  const { outcome: _outcome, ...details } = { ...request.details, executionState: 'retrying', nextAttemptAt: '2026-11-22T11:14:02.345Z' };
  const hurried = { request: { ...request, details }, attempts: [{ ...attempts[0], class: 'retry', code: '521' }], reviews: [] };
  return [
    {
      method: 'post',
      path: `${PATH}/replay`,
      tag: TAG,
      summary: 'Ask once more for a failed request',
      description: `${GRANT} Makes a new request with the same payload and entityInfo in the name of the caller, who counts as its maker. It is judged by the policy and waits for a checker like any other; neither the caller nor a maker of the failed one can check it.`,
      parameters: [requestIdParameter, IDEMPOTENCY_KEY],
      body: shown(reasonSchema, { reason: 'The card was locked for a stocktaking that is over.' }, 'input'),
      answers: { 200: { description: 'The new request.', body: { schema: ANSWER, examples: { example: { data: replay } } } } },
      problems: [
        'unknown-request',
        'unknown-type',
        'earning-entity-invalid',
        'points-invalid',
        'amount-beyond-limit',
        'cap-reached',
        'same-customer-pending',
        'wrong-state',
        'duplicate-open-request',
        'key-reused',
      ],
    },
    {
      method: 'post',
      path: `${PATH}/redispatch`,
      tag: TAG,
      summary: 'Execute a request that waits at once',
      description: `${GRANT} For an accepted request that is due later. What its attempts came to stays: doubt stays doubt.`,
      parameters: [requestIdParameter, IDEMPOTENCY_KEY],
      body: shown(reasonSchema, { reason: 'The loyalty API is back.' }, 'input'),
      answers: {
        200: { description: 'The request as it stands.', body: { schema: ANSWER, examples: { example: { data: hurried } } } },
      },
      problems: ['unknown-request', 'wrong-state', 'type-paused', 'key-reused'],
    },
  ];
};
