import { PUBLIC_STATES } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../../platform/openapi/route-description';
import { APPROVAL_WARNINGS } from '../../views/requests/approval-warnings';
import { REQUESTS_TAG } from '../../views/requests/describe-requests';
import { duplicatesQuerySchema } from './duplicates-query';

/** As `check` and `GET /v3/duplicates` answer it. */
export const duplicateSchema = z.strictObject({
  sameBy: z
    .enum(['reference', 'content'])
    .describe(
      'reference: same type and reference, however long ago. content: without a reference, the same payload for the same customer.',
    ),
  requestId: z.uuid().optional().describe('Absent where the caller may not read that request.'),
  state: z.enum(PUBLIC_STATES).optional(),
  createdAt: z.iso.datetime().optional(),
});

const approvalSchema = z
  .strictObject({ given: z.int(), warnings: z.array(z.enum(APPROVAL_WARNINGS)).optional() })
  .describe('How many approvals there are by now, and what to know before one gives another. Absent where it does not wait for a checker.');

const schema = z.strictObject({
  data: z.array(z.strictObject({ requestId: z.uuid(), duplicates: z.array(duplicateSchema), approval: approvalSchema.optional() })),
});

const EXAMPLE = {
  data: [
    {
      requestId: '019aa9c8-7a3b-7c52-9d2e-3f1f0e6d5c4b',
      duplicates: [
        {
          sameBy: 'reference' as const,
          requestId: '019aa9c8-0000-7c52-9d2e-3f1f0e6d5c4b',
          state: 'approved' as const,
          createdAt: '2026-11-22T11:12:25.123Z',
        },
      ],
      approval: { given: 0, warnings: ['maker-revoked' as const] },
    },
  ],
};

export const describeDuplicateRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/v3/duplicates',
    tag: REQUESTS_TAG,
    summary: 'See whether the same was asked for before',
    description:
      'Other requests of the org with the same reference, or without one with the same content, that were executed or may still be: at ' +
      'most five of each request, first those that were executed, then those that were approved and have no outcome yet, then those that wait; ' +
      'the newest first of each. What was rejected, withdrawn, has expired or failed is none. Requests that do not exist are left out. Of one that waits, how far its approval is by now.',
    parameters: queryParameters(duplicatesQuerySchema),
    answers: { 200: { description: 'One entry for each request.', body: shown(schema, EXAMPLE, 'output') } },
    problems: ['invalid-payload'],
  },
];
