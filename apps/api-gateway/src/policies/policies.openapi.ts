import { z } from 'zod';
import { type DescribeRoutes, pathParameter, queryParameters, shown } from '../platform/openapi/route-description';
import { person } from '../platform/openapi/shared-schemas';
import { typeParameter } from '../views/requests/describe-requests';
import { policySchema, policySettingsSchema } from './policy-body';
import { policyQuerySchema } from './policy-query';
import { SETTINGS } from './policy-view';
import { describeSimulation } from './simulation.openapi';

const TAG = 'Policies';

/** A policy version as the API answers it. */
export const policyVersionSchema = policySettingsSchema.extend({
  requestType: z.string(),
  version: z.int(),
  basedOn: z.int().optional().describe('The version that was active when this one was proposed; 0 before there was one.'),
  status: z.enum(['proposed', 'active', 'superseded', 'declined', 'withdrawn']),
  proposedBy: person,
  proposedAt: z.iso.datetime(),
  decidedBy: person.optional(),
  decidedAt: z.iso.datetime().optional(),
});

const change = z.strictObject({
  setting: z.enum(SETTINGS),
  from: z.unknown().optional().describe('As the version before had it; absent: not set.'),
  to: z.unknown().optional().describe('As this version has it; absent: not set.'),
});

const listedVersionSchema = policyVersionSchema.extend({
  changes: z.array(change).optional().describe('What differs from the version that it is based on.'),
});

const unset = z.strictObject({
  version: z.literal(0),
  status: z.literal('active'),
  autoApproval: z.strictObject({ mode: z.literal('off') }),
});

export const policyHistorySchema = z.strictObject({
  data: z.strictObject({
    active: z.union([policyVersionSchema, unset]).describe('What new requests are judged by.'),
    proposals: z.array(listedVersionSchema).describe('What waits for a second person.'),
    versions: z.array(listedVersionSchema).describe('A page of all versions.'),
  }),
  pagination: z.strictObject({
    numberOfElements: z.int().describe('How many versions the page has.'),
    nextBefore: z.int().optional().describe('`before` of the next page; absent on the last one.'),
  }),
});

const EXAMPLE = {
  requestType: 'goodwill-points',
  version: 1,
  basedOn: 0,
  status: 'proposed',
  autoApproval: { mode: 'up-to' as const, amount: 100 },
  bands: [
    { upTo: 1000, levels: [{ grant: 'CanCheckRequest' as const, checkers: 1 }] },
    {
      upTo: 10_000,
      levels: [
        { grant: 'CanCheckRequest' as const, checkers: 1 },
        { grant: 'CanCheckRequestSenior' as const, checkers: 1 },
      ],
    },
  ],
  dailyCaps: { maker: { requests: 50, amount: 20_000 }, customer: { amount: 2000 } },
  duplicates: { sameCustomerPending: 'warn' as const },
  proposedBy: { id: 1003, name: 'configurator.one' },
  proposedAt: '2026-11-22T11:12:25.123Z',
};
const LISTED = { ...EXAMPLE, changes: [{ setting: 'expiresAfterHours' as const, to: 72 }] };
const HISTORY = {
  data: {
    active: { version: 0 as const, status: 'active' as const, autoApproval: { mode: 'off' as const } },
    proposals: [LISTED],
    versions: [LISTED],
  },
  pagination: { numberOfElements: 1 },
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
    parameters: [typeParameter(types), ...queryParameters(policyQuerySchema)],
    answers: {
      200: {
        description: 'The active version, all that is proposed, and a page of all versions with the newest first and what each changed.',
        body: shown(policyHistorySchema, HISTORY, 'output'),
      },
    },
    problems: ['unknown-type', 'invalid-payload'],
  },
  {
    method: 'put',
    path: '/policies/{type}',
    tag: TAG,
    summary: 'Propose a policy',
    description:
      'Needs CanConfigureWorkflows. It holds once another person with that grant approves it. A proposal is whole: what it leaves out is not set.',
    parameters: [typeParameter(types)],
    body: shown(
      policySchema,
      {
        autoApproval: EXAMPLE.autoApproval,
        bands: EXAMPLE.bands,
        dailyCaps: EXAMPLE.dailyCaps,
        duplicates: EXAMPLE.duplicates,
        expiresAfterHours: 72,
        basedOn: 0,
      },
      'input',
    ),
    answers: { 200: { description: 'The proposed version.', body: version } },
    problems: ['unknown-type', 'policy-stale'],
  },
  ...(['approve', 'decline'] as const).map((verdict) => ({
    method: 'post' as const,
    path: `/policies/{type}/{version}/${verdict}`,
    tag: TAG,
    summary: `${verdict === 'approve' ? 'Approve' : 'Decline'} a proposed policy`,
    description: 'Needs CanConfigureWorkflows, and another person than the proposer. Has no body.',
    parameters: [typeParameter(types), versionParameter],
    answers: { 200: { description: 'The decided version.', body: version } },
    problems: ['unknown-type', 'unknown-request', 'self-approval', 'already-decided', 'policy-stale'] as const,
  })),
  describeSimulation(types),
];
