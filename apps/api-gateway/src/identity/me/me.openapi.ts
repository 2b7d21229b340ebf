import { z } from 'zod';
import { limitFields } from '../../platform/auth/entity-limits';
import { type DescribeRoutes, shown } from '../../platform/openapi/route-description';
import { IDENTITY_TAG } from '../api-clients/api-clients.openapi';

const grant = z.strictObject({
  grant: z.string(),
  limitedTo: z
    .strictObject(limitFields(z.array(z.string())))
    .optional()
    .describe('Absent: for the whole org.'),
});

export const meSchema = z.strictObject({
  data: z.strictObject({
    user: z.strictObject({ id: z.int(), name: z.string() }),
    kind: z.enum(['person', 'program']),
    orgs: z.array(z.strictObject({ orgId: z.int(), grants: z.array(grant) })),
    expiresAt: z.iso.datetime().optional().describe('When the token ends; absent for key and secret.'),
  }),
});

const EXAMPLE = {
  user: { id: 1001, name: 'maker.one' },
  kind: 'person' as const,
  orgs: [{ orgId: 0, grants: [{ grant: 'CanMakeRequest' }, { grant: 'CanCheckRequest', limitedTo: { ids: ['50682288'] } }] }],
  expiresAt: '2026-11-22T23:12:25.000Z',
};

export const describeMeRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/v3/me',
    tag: IDENTITY_TAG,
    summary: 'Read who you are by your token',
    description: 'Any valid token. Somebody of several orgs need not choose one.',
    answers: { 200: { description: 'You.', body: shown(meSchema, { data: EXAMPLE }, 'output') } },
    problems: [],
  },
];
