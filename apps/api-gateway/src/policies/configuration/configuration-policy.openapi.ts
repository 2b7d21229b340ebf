import { z } from 'zod';
import { type DescribeRoutes, pathParameter, type RouteDescription, shown } from '../../platform/openapi/route-description';
import { person, time } from '../../platform/openapi/shared-schemas';
import { CONFIGURATION_TAG } from './configuration-changes.openapi';
import { configurationPolicySchema } from './configuration-policy-body';

const PATH = '/v3/configurationPolicy';

export const configurationPolicyVersionSchema = configurationPolicySchema.extend({
  version: z.int(),
  status: z.enum(['proposed', 'active', 'superseded', 'declined', 'withdrawn']),
  proposedBy: person,
  proposedAt: time,
  decidedBy: person.optional(),
  decidedAt: time.optional(),
});

const unset = z.strictObject({ version: z.literal(0), status: z.literal('active'), actAtOnce: z.literal(false) });

export const configurationPoliciesSchema = z.strictObject({
  data: z.strictObject({
    active: z.union([configurationPolicyVersionSchema, unset]).describe('What holds now.'),
    proposals: z.array(configurationPolicyVersionSchema).describe('What waits for a second person.'),
  }),
  errors: z.null(),
});

const EXAMPLE = {
  version: 1,
  basedOn: 0,
  status: 'proposed' as const,
  actAtOnce: true,
  emails: ['configurators@example.com'],
  proposedBy: { id: 3001, name: 'configurator.one' },
  proposedAt: '2026-11-22T11:12:25.123Z',
};
const UNSET = { version: 0 as const, status: 'active' as const, actAtOnce: false as const };
const one = shown(z.strictObject({ data: configurationPolicyVersionSchema, errors: z.null() }), { data: EXAMPLE, errors: null }, 'output');

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'get',
    path: PATH,
    tag: CONFIGURATION_TAG,
    summary: 'Read whether changes of webhooks and API clients need a second person',
    description: 'Needs CanConfigureWorkflows. Without a policy they do.',
    answers: {
      200: {
        description: 'What holds, and what is proposed.',
        body: shown(configurationPoliciesSchema, { data: { active: UNSET, proposals: [EXAMPLE] }, errors: null }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'put',
    path: PATH,
    tag: CONFIGURATION_TAG,
    summary: 'Propose whether they need a second person',
    description: 'Needs CanConfigureWorkflows. It holds once another person with that grant approves it. A proposal is whole.',
    body: shown(configurationPolicySchema, { actAtOnce: true, emails: EXAMPLE.emails, basedOn: 0 }, 'input'),
    answers: { 200: { description: 'The proposed version.', body: one } },
    problems: ['policy-stale'],
  },
  ...(['approve', 'decline'] as const).map((verdict): RouteDescription => ({
    method: 'post',
    path: `${PATH}/{version}/${verdict}`,
    tag: CONFIGURATION_TAG,
    summary: `${verdict === 'approve' ? 'Approve' : 'Decline'} the proposed policy`,
    description: 'Needs CanConfigureWorkflows, and another person than the proposer. Has no body.',
    parameters: [pathParameter('version', 'Number of the proposed version.', { type: 'integer', minimum: 1 })],
    answers: { 200: { description: 'The decided version.', body: one } },
    problems: ['unknown-request', 'self-approval', 'already-decided', 'policy-stale'],
  })),
];

export const describeConfigurationPolicyRoutes: DescribeRoutes = () => ROUTES;
