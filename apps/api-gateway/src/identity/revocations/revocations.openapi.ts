import { IDENTITY_ACTIONS } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, queryParameters, type RouteDescription, shown } from '../../platform/openapi/route-description';
import { person, time } from '../../platform/openapi/shared-schemas';
import { journalQuerySchema } from '../../platform/paging/journal-query';
import { CONFIGURATORS, IDENTITY_TAG } from '../api-clients/api-clients.openapi';
import { revocationSchema } from './revocation-body';

export const revocationAnswerSchema = z.strictObject({
  userId: z.int(),
  notBefore: time.describe('Tokens issued up to then do not count, nor those that the clocks may differ by (AUTH_LEEWAY_SECONDS).'),
  reason: z.string(),
  by: person,
});

export const identityJournalSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      actionId: z.int(),
      action: z.enum(IDENTITY_ACTIONS),
      about: z.int().describe('The clientId, or the userId.'),
      at: time,
      by: person,
      reason: z.string().optional().describe('Why; the name of a client that was created.'),
      traceId: z.string().optional().describe('X-CAP-REQUEST-ID of the call; absent for what was done by a command.'),
    }),
  ),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

const BY = { id: 3001, name: 'configurator.one' };
const WHY = 'Left the team.';
const EXAMPLE = { userId: 2001, notBefore: '2026-11-22T11:12:25.123Z', reason: WHY, by: BY };
const ACTION = { actionId: 7, action: 'revoke', about: 2001, at: '2026-11-22T11:12:25.123Z', by: BY, reason: WHY };
const answer = <T extends z.ZodType>(data: T) => z.strictObject({ data, errors: z.null() });

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'post',
    path: '/v3/revocations',
    tag: IDENTITY_TAG,
    summary: 'End the rights that a person’s tokens give in this org',
    description: `${CONFIGURATORS} Nobody decides by an older token once this is answered, and every gateway refuses it within a second. API clients whose secret the person was shown are suspended with their tokens until somebody else rotates the secret; what the person proposed and nobody confirmed is withdrawn (policies, changes of the configuration, resolutions of held requests), and approvals of theirs count no more where a request still waits for others. Take the rights away at the identity provider first: a new token counts again.`,
    body: shown(revocationSchema, { userId: 2001, reason: WHY }, 'input'),
    answers: {
      200: { description: 'The revocation.', body: shown(answer(revocationAnswerSchema), { data: EXAMPLE, errors: null }, 'output') },
    },
    problems: [],
  },
  {
    method: 'get',
    path: '/v3/revocations',
    tag: IDENTITY_TAG,
    summary: 'List revocations',
    description: CONFIGURATORS,
    answers: {
      200: {
        description: 'The latest 100, one a person.',
        body: shown(answer(z.array(revocationAnswerSchema)), { data: [EXAMPLE], errors: null }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'get',
    path: '/v3/identityJournal',
    tag: IDENTITY_TAG,
    summary: 'Read who let whom in or out',
    description: 'Needs CanConfigureWorkflows or CanAuditWorkflows for the whole org. The newest first; what was written stays.',
    parameters: queryParameters(journalQuerySchema),
    answers: {
      200: {
        description: 'A page.',
        body: shown(identityJournalSchema, { data: [ACTION], pagination: { numberOfElements: 1 } }, 'output'),
      },
    },
    problems: ['invalid-payload'],
  },
];

export const describeRevocationRoutes: DescribeRoutes = () => ROUTES;
