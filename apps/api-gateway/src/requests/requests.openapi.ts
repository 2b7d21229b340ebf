import { type RequestType, urlName } from '@countersign/contract';
import type { z } from 'zod';
import {
  type DescribeRoutes,
  IDEMPOTENCY_KEY,
  jsonSchema,
  type JsonSchema,
  type ParameterDescription,
  PREFER,
  type RouteDescription,
  shown,
  type Shown,
} from '../platform/openapi/route-description';
import { REQUESTS_PATH, REQUESTS_TAG, requestIdParameter, shownRequests, typeParameter } from '../views/requests/describe-requests';
import { exampleRequest, exampleSubmission } from '../views/requests/request.example';
import { requestListSchema } from '../views/requests/request.schema';
import { listQuerySchema } from './read/list-query';
import { resubmissionSchema, submissionSchema } from './submit/submission';
import { withdrawalSchema } from './submit/withdrawal-body';

export const describeRequestRoutes: DescribeRoutes = (types) => [
  submitRoute(types),
  listRoute(types),
  {
    method: 'get',
    path: `${REQUESTS_PATH}/requests/{requestId}`,
    tag: REQUESTS_TAG,
    summary: 'Read a request',
    parameters: [requestIdParameter],
    answers: { 200: { description: 'The request.', body: shownRequests(types) } },
    problems: ['unknown-request'],
  },
  {
    method: 'post',
    path: `${REQUESTS_PATH}/requests/{requestId}/withdraw`,
    tag: REQUESTS_TAG,
    summary: 'Take a request back',
    description: 'By its maker, while it waits for a checker. Needs no body.',
    parameters: [requestIdParameter],
    mayLackBody: true,
    body: shown(withdrawalSchema, { reason: 'The customer called again: it is settled.' }, 'input'),
    answers: { 200: { description: 'The request, now withdrawn.', body: shownRequests(types) } },
    problems: ['unknown-request', 'already-decided', 'invalid-payload'],
  },
  resubmitRoute(types),
];

function resubmitRoute(types: readonly RequestType[]): RouteDescription {
  return {
    ...submitRoute(types),
    path: `${REQUESTS_PATH}/requests/{requestId}/resubmit`,
    summary: 'Submit a request again',
    description:
      'By its maker, once it was sent back, rejected, withdrawn or has expired: a new request of the same type, linked to the earlier one. ' +
      'There is at most one. It is judged like any submission; entityInfo is the earlier one’s when left out.',
    parameters: [requestIdParameter, IDEMPOTENCY_KEY, PREFER],
    body: callShown(types, resubmissionSchema),
    problems: ['unknown-request', 'wrong-state', ...submitRoute(types).problems],
  };
}

function submitRoute(types: readonly RequestType[]): RouteDescription {
  return {
    method: 'post',
    path: `${REQUESTS_PATH}/{type}`,
    tag: REQUESTS_TAG,
    summary: 'Submit a request',
    description: 'Needs CanMakeRequest. A checker has to approve it, unless the org’s policy approves it at once.',
    parameters: [typeParameter(types), IDEMPOTENCY_KEY, PREFER],
    body: callShown(types, submissionSchema),
    answers: {
      200: { description: 'Stored and waiting for a checker, or approved at once and ended.', body: shownRequests(types) },
      202: { description: 'Approved at once and still being executed.', body: shownRequests(types) },
    },
    problems: [
      'unknown-type',
      'earning-entity-invalid',
      'points-invalid',
      'amount-beyond-limit',
      'cap-reached',
      'same-customer-pending',
      'duplicate-open-request',
      'key-reused',
      'key-in-progress',
    ],
  };
}

function callShown(types: readonly RequestType[], envelope: z.ZodType): Shown {
  const examples = types.map((type) => [urlName(type.key), exampleSubmission(type)]);
  return {
    schema: { anyOf: types.map((type) => submissionOf(type, envelope)) },
    examples: Object.fromEntries(examples) as Record<string, unknown>,
  };
}

/** The envelope with the type's own payload in it. */
function submissionOf(type: RequestType, schema: z.ZodType): JsonSchema {
  const envelope = jsonSchema(schema, 'input') as unknown as Envelope;
  const call = envelope.properties.payload.properties['IntouchAPITask-Payload'];
  const payload = jsonSchema(type.payload, 'input') as unknown as ObjectSchema;
  const { method, alsoAccepted = [], path } = type.loyaltyRoute;
  const properties = {
    ...call.properties,
    path: { ...call.properties['path'], const: path },
    method: { ...call.properties['method'], enum: [method, ...alsoAccepted] },
    ...payload.properties,
  };
  const merged = { ...payload, properties };
  return {
    ...envelope,
    title: type.title,
    properties: {
      ...envelope.properties,
      payload: { ...envelope.properties.payload, properties: { 'IntouchAPITask-Payload': merged } },
    },
  };
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

interface Envelope {
  readonly properties: { readonly payload: { readonly properties: { readonly 'IntouchAPITask-Payload': ObjectSchema } } };
}

function listRoute(types: readonly RequestType[]): RouteDescription {
  const parameters = Object.entries(listQuerySchema.shape).map(([name, piece]): ParameterDescription => {
    const { description = '', ...schema } = jsonSchema(piece, 'input');
    return { name, in: 'query', description: String(description), schema };
  });
  const example = {
    data: types.slice(0, 1).map(exampleRequest),
    pagination: { totalElements: 1, totalPages: 1, numberOfElements: 1, number: 0 },
  };
  return {
    method: 'get',
    path: `${REQUESTS_PATH}/requests`,
    tag: REQUESTS_TAG,
    summary: 'List requests',
    description: 'Newest first where nothing else is said. Totals are exact up to 10,000.',
    parameters,
    answers: { 200: { description: 'A page.', body: { schema: jsonSchema(requestListSchema, 'output'), examples: { example } } } },
    problems: ['invalid-payload', 'bad-sort-field', 'bad-sort-order'],
  };
}
