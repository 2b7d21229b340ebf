import { COUNT_LIMIT } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, shown } from '../platform/openapi/route-description';
import { REQUESTS_TAG } from '../views/requests/describe-requests';

const count = z.int().describe(`Counts stop at ${COUNT_LIMIT + 1}, which means more than ${COUNT_LIMIT}.`);

export const inboxSchema = z.strictObject({
  data: z.strictObject({
    pending: z
      .array(z.strictObject({ type: z.string(), count, oldestAt: z.iso.datetime() }))
      .describe('What waits for a checker, by type; types of which nothing waits are left out.'),
    needsReview: count.describe('What waits for operators; 0 for whoever is none.'),
    mine: z.strictObject({ pending: count }).describe('Of what waits for a checker, what the caller asked for.'),
  }),
});

export const describeInboxRoutes: DescribeRoutes = (types) => [
  {
    method: 'get',
    path: '/v3/inbox/counts',
    tag: REQUESTS_TAG,
    summary: 'Count what waits',
    answers: {
      200: {
        description: 'The counts.',
        body: shown(
          inboxSchema,
          {
            data: {
              pending: types.slice(0, 1).map(({ key }) => ({ type: key, count: 12, oldestAt: '2026-11-22T11:12:25.123Z' })),
              needsReview: 1,
              mine: { pending: 3 },
            },
          },
          'output',
        ),
      },
    },
    problems: [],
  },
];
