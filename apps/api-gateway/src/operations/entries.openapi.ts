import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../platform/openapi/route-description';
import { time } from '../platform/openapi/shared-schemas';
import { entriesQuerySchema } from './journal-queries';
import { TAG } from './operations.openapi';

const texts = z.record(z.string(), z.string());

export const entriesSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      number: z.int().describe('Grows within org and kind; verify names an entry by it.'),
      at: time,
      fields: texts.describe('What stays for good, as it is sealed; docs/audit.md names the fields of each kind.'),
      words: texts.describe('What can be forgotten, such as reasons, and who read what; empty once it is.'),
    }),
  ),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

const EXAMPLE = {
  number: 12,
  at: '2026-11-22T11:12:56.007Z',
  fields: { id: '12', at: '2026-11-22T11:12:56.007Z' },
  words: { actor: '5001', actorName: 'auditor.one', what: 'GET /v1/requests', filter: '{"type":"goodwill-points"}', rows: '20' },
};

export const describeEntryRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/operations/journal/entries',
    tag: TAG,
    summary: 'Read the journal: who changed webhooks and clients, who was let in or refused, who read what',
    description: 'Needs CanAuditWorkflows. For the whole org. The newest first.',
    parameters: queryParameters(entriesQuerySchema),
    answers: {
      200: { description: 'A page.', body: shown(entriesSchema, { data: [EXAMPLE], pagination: { numberOfElements: 1 } }, 'output') },
    },
    problems: ['invalid-payload'],
  },
];
