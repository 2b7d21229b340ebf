import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../../platform/openapi/route-description';
import { IDENTITY_TAG } from '../api-clients/api-clients.openapi';
import { readsQuerySchema } from './reads-query';

const readSchema = z.strictObject({
  readId: z.int(),
  at: z.iso.datetime(),
  by: z.strictObject({ id: z.int(), name: z.string() }).optional(),
  what: z.string().optional().describe('Method and route.'),
  filter: z.record(z.string(), z.string()).optional().describe('By what it was looked for; customer and reference as keyed hashes.'),
  requestId: z.uuid().optional().describe('When it was one request.'),
  rows: z.int().optional().describe('How many requests were shown.'),
  times: z.int().optional().describe('How often within a minute; this is the last time.'),
  traceId: z.string().optional(),
  forgotten: z.literal(true).optional().describe('It was kept as long as the deployment says.'),
});

export const readsSchema = z.strictObject({
  data: z.array(readSchema),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
  errors: z.null(),
});

const EXAMPLE = {
  readId: 17,
  at: '2026-11-22T11:12:56.007Z',
  by: { id: 2001, name: 'checker.one' },
  what: 'GET /api_gateway/v2/request-workflow/requests',
  filter: { customer: 'k1:3a7bd3e2360a3d29eea436fcfb7e44c7' },
  rows: 3,
  times: 1,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};

export const describeReadRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/v3/readJournal',
    tag: IDENTITY_TAG,
    summary: 'Read which people were shown personal data',
    description:
      'Needs CanAuditWorkflows for the whole org. The newest first. What people read is there a second later. ' +
      'Looking for a customer or a request is a read of its own. Of a list it is kept how many requests were shown, and not which.',
    parameters: queryParameters(readsQuerySchema),
    answers: {
      200: {
        description: 'A page.',
        body: shown(readsSchema, { data: [EXAMPLE], pagination: { numberOfElements: 1 }, errors: null }, 'output'),
      },
    },
    problems: ['invalid-payload'],
  },
];
