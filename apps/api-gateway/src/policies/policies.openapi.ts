import { z } from 'zod';
import { type DescribeRoutes, pathParameter, shown } from '../openapi/route-description';
import { typeParameter } from '../requests/requests.openapi';
import { policySchema } from './policy-body';

const TAG = 'Policies';
const person = z.strictObject({ id: z.int(), name: z.string() });

/** A policy version as the API answers it. */
export const policyVersionSchema = z.strictObject({
  requestType: z.string(),
  version: z.int(),
  status: z.enum(['proposed', 'active', 'superseded', 'declined']),
  autoApproval: policySchema.shape.autoApproval,
  config: z.unknown().optional(),
  expiresAfterHours: z.int().optional(),
  notifications: policySchema.shape.notifications,
  proposedBy: person,
  proposedAt: z.iso.datetime(),
  decidedBy: person.optional(),
  decidedAt: z.iso.datetime().optional(),
});

const unset = z.strictObject({
  version: z.literal(0),
  status: z.literal('active'),
  autoApproval: z.strictObject({ mode: z.literal('off') }),
});

export const policyHistorySchema = z.strictObject({
  data: z.strictObject({ active: z.union([policyVersionSchema, unset]), versions: z.array(policyVersionSchema) }),
});

const EXAMPLE = {
  requestType: 'goodwill-points',
  version: 1,
  status: 'proposed',
  autoApproval: { mode: 'up-to', amount: 100 },
  proposedBy: { id: 1003, name: 'configurator.one' },
  proposedAt: '2026-11-22T11:12:25.123Z',
};
const warnings = z
  .array(z.strictObject({ message: z.string(), reference: z.string() }))
  .optional()
  .describe('What the caller should know of this policy.');
const version = shown(z.strictObject({ data: policyVersionSchema, warnings }), { data: EXAMPLE }, 'output');
const versionParameter = pathParameter('version', 'Number of the proposed version.', { type: 'integer', minimum: 1 });

export const describePolicyRoutes: DescribeRoutes = (types) => [
  {
    method: 'get',
    path: '/policies/{type}',
    tag: TAG,
    summary: 'Read the policy of a request type and its history',
    description: 'Needs CanConfigureWorkflows.',
    parameters: [typeParameter(types)],
    answers: {
      200: {
        description: 'The active version, and all versions with the newest first.',
        body: shown(
          policyHistorySchema,
          { data: { active: { version: 0, status: 'active', autoApproval: { mode: 'off' } }, versions: [EXAMPLE] } },
          'output',
        ),
      },
    },
    problems: ['unknown-type'],
  },
  {
    method: 'put',
    path: '/policies/{type}',
    tag: TAG,
    summary: 'Propose a policy',
    description: 'Needs CanConfigureWorkflows. It holds once another person with that grant approves it.',
    parameters: [typeParameter(types)],
    body: shown(policySchema, { autoApproval: EXAMPLE.autoApproval, expiresAfterHours: 72 }, 'input'),
    answers: { 200: { description: 'The proposed version.', body: version } },
    problems: ['unknown-type'],
  },
  ...(['approve', 'decline'] as const).map((verdict) => ({
    method: 'post' as const,
    path: `/policies/{type}/{version}/${verdict}`,
    tag: TAG,
    summary: `${verdict === 'approve' ? 'Approve' : 'Decline'} a proposed policy`,
    description: 'Needs CanConfigureWorkflows, and another person than the proposer. Has no body.',
    parameters: [typeParameter(types), versionParameter],
    answers: { 200: { description: 'The decided version.', body: version } },
    problems: ['unknown-type', 'unknown-request', 'self-approval', 'already-decided'] as const,
  })),
];
