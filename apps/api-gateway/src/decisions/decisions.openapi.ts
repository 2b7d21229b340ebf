import { type DescribeRoutes, IDEMPOTENCY_KEY, PREFER, shown } from '../platform/openapi/route-description';
import { REQUESTS_PATH, REQUESTS_TAG, shownRequests, typeParameter } from '../views/requests/describe-requests';
import { decisionSchema } from './decision-body';

const EXAMPLE = {
  requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd',
  actionName: 'AdminTask',
  payload: { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: 'Checked against the complaint.' } },
};

export const describeDecisionRoutes: DescribeRoutes = (types) => [
  {
    method: 'put',
    path: `${REQUESTS_PATH}/{type}`,
    tag: REQUESTS_TAG,
    summary: 'Approve or reject a request, or send it back to its maker',
    description: 'Needs CanCheckRequest, and another person than the maker.',
    parameters: [typeParameter(types), IDEMPOTENCY_KEY, PREFER],
    body: shown(decisionSchema, EXAMPLE, 'input'),
    answers: {
      200: { description: 'Rejected or sent back; or approved and ended: the state says how.', body: shownRequests(types) },
      202: { description: 'Approved and still being executed, or held for an operator.', body: shownRequests(types) },
    },
    problems: [
      'unknown-request',
      'unknown-type',
      'wrong-action',
      'already-decided',
      'self-approval',
      'digest-differs',
      'key-reused',
      'key-in-progress',
      'points-invalid',
      'earning-entity-invalid',
    ],
  },
];
