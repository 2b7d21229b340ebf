import { kebabName } from '@countersign/contract';
import { OPERATOR_ACTIONS, RESOLUTIONS } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../platform/openapi/route-description';
import { person, time } from '../platform/openapi/shared-schemas';
import { journalQuerySchema } from '../platform/paging/journal-query';
import { GRANT, TAG } from './operations.openapi';

const actionSchema = z.strictObject({
  at: time,
  by: person,
  action: z.enum(OPERATOR_ACTIONS),
  requestType: z.string(),
  requestId: z.guid().optional().describe('Absent for what was done to a request type.'),
  newRequestId: z.guid().optional().describe('The request that a replay made.'),
  proposal: z.int().optional().describe('Which proposed resolution of the request.'),
  resolution: z.enum(RESOLUTIONS).optional().describe('What was proposed.'),
  reason: z.string().optional().describe('Why; the evidence of a proposal.'),
  traceId: z.string().optional().describe('X-CAP-REQUEST-ID of the call.'),
});

export const journalSchema = z.strictObject({
  data: z.array(actionSchema),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

export const describeJournalRoutes: DescribeRoutes = (types) => {
  const data = types.slice(0, 1).map(({ key }) => ({
    at: '2026-11-22T11:12:55.130Z',
    by: { id: 5001, name: 'operator.one' },
    action: 'pause',
    requestType: kebabName(key),
    reason: 'The loyalty API loses answers.',
    traceId: '5f1d7a84db00d2fce00b31a7fc73224f',
  }));
  return [
    {
      method: 'get',
      path: '/operations/journal',
      tag: TAG,
      summary: 'Read what operators did',
      description: `${GRANT} For the whole org. The newest first; what was written stays.`,
      parameters: queryParameters(journalQuerySchema),
      answers: {
        200: { description: 'A page.', body: shown(journalSchema, { data, pagination: { numberOfElements: data.length } }, 'output') },
      },
      problems: ['invalid-payload'],
    },
  ];
};
