import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../platform/openapi/route-description';
import { REQUESTS_TAG } from '../views/requests/describe-requests';
import { overviewQuerySchema } from './overview-query';

const day = z.iso.date().describe('UTC.');
const count = z.int();
const times = { p50Seconds: z.number().describe('Half of the decisions took at most so long.'), p90Seconds: z.number() };
const points = { granted: z.number(), redeemed: z.number() };

export const overviewSchema = z.strictObject({
  data: z.strictObject({
    from: day,
    to: day,
    truncated: z.boolean().describe('There were too many: the oldest of the range are left out.'),
    byDay: z.array(
      z.strictObject({
        day,
        type: z.string(),
        submitted: count,
        approved: count,
        rejected: count,
        failed: count,
        withdrawn: count,
        expired: count,
      }),
    ),
    timeToDecision: z
      .strictObject({
        p50Seconds: z.number().optional(),
        p90Seconds: z.number().optional(),
        byType: z.array(z.strictObject({ type: z.string(), ...times })),
        byDay: z.array(z.strictObject({ day, ...times })),
      })
      .describe('From the submission to the last decision of a checker; what the policy approved does not count.'),
    points: z
      .strictObject({ ...points, byDay: z.array(z.strictObject({ day, ...points })) })
      .describe('Of approved requests, by the way that they go.'),
    pending: z
      .strictObject({
        count: count.describe('Counts stop at 10,001.'),
        oldest: z.strictObject({ requestId: z.guid(), type: z.string(), createdAt: z.iso.datetime() }).optional(),
      })
      .describe('What waits for a checker now, whenever it was submitted.'),
    failures: z.array(
      z
        .strictObject({ code: z.string().optional(), message: z.string().optional(), type: z.string(), count })
        .describe('The most frequent.'),
    ),
    topMakers: z.array(
      z.strictObject({
        user: z.strictObject({ id: z.int(), name: z.string() }),
        submitted: count,
        approved: count,
        rejected: count,
        points: z.number().describe('Of approved requests, whichever way they go; a sum of both ways.'),
        ...points,
      }),
    ),
  }),
});

export const describeOverviewRoutes: DescribeRoutes = (types) => {
  const [type = 'TYPE'] = types.map(({ key }) => key);
  const decided = { p50Seconds: 62.5, p90Seconds: 840 };
  const moved = { granted: 0, redeemed: 500 };
  const example = {
    from: '2026-10-24',
    to: '2026-11-22',
    truncated: false,
    byDay: [{ day: '2026-11-22', type, submitted: 10, approved: 7, rejected: 1, failed: 1, withdrawn: 0, expired: 0 }],
    timeToDecision: { ...decided, byType: [{ type, ...decided }], byDay: [{ day: '2026-11-22', ...decided }] },
    points: { ...moved, byDay: [{ day: '2026-11-22', ...moved }] },
    pending: { count: 1, oldest: { requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd', type, createdAt: '2026-11-22T11:12:25.123Z' } },
    failures: [{ code: '803', message: 'Not enough points.', type, count: 1 }],
    topMakers: [{ user: { id: 1001, name: 'maker.one' }, submitted: 10, approved: 7, rejected: 1, points: 500, ...moved }],
  };
  return [
    {
      method: 'get',
      path: '/v3/overview',
      tag: REQUESTS_TAG,
      summary: 'See how requests fare',
      description: 'Of the requests that were created in these days, as they stand now. Figures may be ten seconds old.',
      parameters: queryParameters(overviewQuerySchema),
      answers: { 200: { description: 'The figures.', body: shown(overviewSchema, { data: example }, 'output') } },
      problems: ['invalid-payload'],
    },
  ];
};
