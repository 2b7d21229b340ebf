import { z } from 'zod';
import { type DescribeRoutes, shown } from '../openapi/route-description';

const status = (example: string) => shown(z.strictObject({ status: z.string() }), { status: example }, 'output');

export const describeHealthRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/health/live',
    tag: 'Health',
    summary: 'Whether this process runs',
    isPublic: true,
    isUnlimited: true,
    answers: { 200: { description: 'It runs.', body: status('live') } },
    problems: [],
  },
  {
    method: 'get',
    path: '/health/ready',
    tag: 'Health',
    summary: 'Whether this process can serve calls',
    description:
      'Answers 503 with a status as well when it cannot: the database is unavailable, takes no writes (read-only, its disk full) or no new sessions, there are no signing keys to verify tokens with or none for the accepted algorithms, or it is stopping.',
    isPublic: true,
    isUnlimited: true,
    answers: { 200: { description: 'It can.', body: status('ready') } },
    problems: [],
  },
];
