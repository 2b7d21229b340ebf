import type { RequestType } from '@countersign/contract';
import { RESOLUTIONS } from '@countersign/engine';
import { z } from 'zod';
import {
  type DescribeRoutes,
  IDEMPOTENCY_KEY,
  jsonSchema,
  pathParameter,
  queryParameters,
  shown,
} from '../platform/openapi/route-description';
import { person, time } from '../platform/openapi/shared-schemas';
import { requestIdParameter } from '../views/requests/describe-requests';
import { exampleRequest } from '../views/requests/request.example';
import { requestSchema } from '../views/requests/request.schema';
import { heldQuerySchema } from './held-query';
import { resolutionSchema } from './resolution-body';

export const TAG = 'Operations';
const PATH = '/operations';
const RESOLUTION = `${PATH}/requests/{requestId}/resolution`;
export const GRANT = 'Needs CanOperateWorkflows.';

const attemptSchema = z.strictObject({
  at: time,
  class: z.enum(['executed', 'refused', 'duplicate', 'retry', 'in-doubt', 'hold', 'lost', 'tampered']),
  code: z.string().nullable().describe('What went wrong: the loyalty API’s own code, or ours.'),
  httpStatus: z.int().nullable(),
  durationMs: z.int(),
  fenced: z.boolean().describe('It came too late to change anything; what it says may be evidence.'),
});

const reviewSchema = z.strictObject({
  proposal: z.int().describe('Its number, from 1.'),
  action: z.enum(RESOLUTIONS),
  evidence: z.string(),
  status: z.enum(['proposed', 'confirmed', 'declined', 'withdrawn']),
  proposedBy: person,
  proposedAt: time,
  decidedBy: person.optional(),
  decidedAt: time.optional(),
});

/** A request as operators see it. */
export const reviewedSchema = z.strictObject({
  request: requestSchema,
  heldSince: time.optional().describe('Absent when it is not on hold.'),
  attempts: z.array(attemptSchema).describe('The loyalty calls, oldest first.'),
  reviews: z.array(reviewSchema).describe('Proposed resolutions, oldest first; at most the last one is open.'),
});

export const reviewedAnswerSchema = z.strictObject({ data: reviewedSchema });

export const heldListSchema = z.strictObject({
  data: z.array(reviewedSchema),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

const EVIDENCE = 'The ledger of customer 5001001 shows the 20 points of 11:12:25, once.';

/** A request on hold with an open proposal. */
export function exampleOf(type: RequestType) {
  const request = exampleRequest(type);
  const outcome = { kind: 'unknown', code: 'timeout', message: 'No answer came in time.', attempts: 1 };
  return {
    request: {
      ...request,
      state: 'IntouchAPITask',
      details: { ...request.details, outcome, executionState: 'needs-review', version: 3 },
    },
    heldSince: '2026-11-22T11:12:55.130Z',
    attempts: [{ at: '2026-11-22T11:12:55.123Z', class: 'in-doubt', code: 'timeout', httpStatus: null, durationMs: 30000, fenced: false }],
    reviews: [
      {
        proposal: 1,
        action: 'executed',
        evidence: EVIDENCE,
        status: 'proposed',
        proposedBy: { id: 5001, name: 'operator.one' },
        proposedAt: '2026-11-22T12:01:02.345Z',
      },
    ],
  };
}

const proposalParameter = pathParameter('proposal', 'Number of the proposal.', { type: 'integer', minimum: 1 });

const WORDS = [
  ['confirm', 'Confirm a proposed resolution', 'It takes effect at once. By another person than the proposer and the maker.'],
  ['decline', 'Decline a proposed resolution', 'The request stays on hold. By another person than the proposer and the maker.'],
  ['withdraw', 'Take a proposed resolution back', 'The request stays on hold. By its proposer.'],
] as const;

export const describeOperationRoutes: DescribeRoutes = (types) => {
  const examples = types.slice(0, 1).map(exampleOf);
  const list = { data: examples, pagination: { numberOfElements: examples.length } };
  const answer = { schema: jsonSchema(reviewedAnswerSchema, 'output'), examples: { example: { data: examples[0] } } };
  return [
    {
      method: 'get',
      path: `${PATH}/needs-review`,
      tag: TAG,
      summary: 'List requests on hold',
      description: `${GRANT} The oldest first.`,
      parameters: queryParameters(heldQuerySchema),
      answers: { 200: { description: 'A page.', body: shown(heldListSchema, list, 'output') } },
      problems: ['invalid-payload'],
    },
    {
      method: 'get',
      path: `${PATH}/requests/{requestId}`,
      tag: TAG,
      summary: 'Read a request with its loyalty calls and reviews',
      description: `${GRANT} In whatever state the request is.`,
      parameters: [requestIdParameter],
      answers: { 200: { description: 'The request.', body: answer } },
      problems: ['unknown-request'],
    },
    {
      method: 'post',
      path: RESOLUTION,
      tag: TAG,
      summary: 'Propose what became of a request on hold',
      description: `${GRANT} By another person than the maker. Nothing happens until a second person confirms it.`,
      parameters: [requestIdParameter, IDEMPOTENCY_KEY],
      body: shown(resolutionSchema, { action: 'executed', evidence: EVIDENCE }, 'input'),
      answers: { 200: { description: 'The request with the proposal.', body: answer } },
      problems: ['unknown-request', 'already-decided', 'self-approval', 'key-reused'],
    },
    ...WORDS.map(([word, summary, description]) => ({
      method: 'post' as const,
      path: `${RESOLUTION}/{proposal}/${word}`,
      tag: TAG,
      summary,
      description: `${GRANT} ${description} Has no body.`,
      parameters: [requestIdParameter, proposalParameter, IDEMPOTENCY_KEY],
      answers: { 200: { description: 'The request as it now stands.', body: answer } },
      problems: ['unknown-request', 'already-decided', 'self-approval', 'key-reused'] as const,
    })),
  ];
};
