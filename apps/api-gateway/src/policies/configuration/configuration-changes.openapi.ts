import { CONFIGURATION_ACTIONS, CONFIGURATION_STATES, CONFIGURATION_SUBJECTS } from '@countersign/engine';
import { z } from 'zod';
import {
  type DescribeRoutes,
  pathParameter,
  queryParameters,
  type RouteDescription,
  shown,
} from '../../platform/openapi/route-description';
import { person, time } from '../../platform/openapi/shared-schemas';
import { changesQuerySchema } from './changes-query';

export const CONFIGURATION_TAG = 'Configuration';
const PATH = '/v3/configurationChanges';
const settings = z.record(z.string(), z.unknown());

export const configurationChangeSchema = z.strictObject({
  changeId: z.guid(),
  subject: z.enum(CONFIGURATION_SUBJECTS),
  subjectId: z.string().optional().describe('The webHookId or clientId; absent while a client is not there yet.'),
  action: z.enum(CONFIGURATION_ACTIONS),
  before: settings.optional().describe('The settings that it changes, as they were seen. Values of headers are never shown.'),
  after: settings.optional().describe('The same as they will be.'),
  state: z.enum(CONFIGURATION_STATES),
  atOnce: z.boolean().describe('It acted without a second person, as the policy of the org lets it.'),
  proposedBy: person,
  proposedAt: time,
  expiresAt: time,
  decidedBy: person.optional(),
  decidedAt: time.optional(),
});

export const configurationChangesSchema = z.strictObject({
  data: z.array(configurationChangeSchema),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

const EXAMPLE = {
  changeId: '0c7f5e0e-58b1-4a0f-9f6b-5a8f3c1c9d10',
  subject: 'webhook' as const,
  subjectId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11',
  action: 'update' as const,
  before: { webHookUrl: 'https://crm.example.com/hooks/requests' },
  after: { webHookUrl: 'https://crm.example.com/v2/hooks' },
  state: 'pending' as const,
  atOnce: false,
  proposedBy: { id: 3001, name: 'configurator.one' },
  proposedAt: '2026-11-22T11:12:25.123Z',
  expiresAt: '2026-11-29T11:12:25.123Z',
};
const one = shown(z.strictObject({ data: configurationChangeSchema, errors: z.null() }), { data: EXAMPLE, errors: null }, 'output');
const changeId = pathParameter('changeId', 'As the proposal answered it.', { type: 'string', format: 'uuid' });

const VERDICTS = {
  confirm: 'Confirm a change: it acts. Another person than its proposer; 409 (2116) when what it changes was changed since.',
  decline: 'Decline a change: it never acts. Another person than its proposer.',
  withdraw: 'Withdraw a change that you proposed.',
} as const;

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'get',
    path: PATH,
    tag: CONFIGURATION_TAG,
    summary: 'List changes of webhooks and API clients',
    description: 'Needs CanConfigureWorkflows. Newest first: what waits for a second person, what was decided, and what acted at once.',
    parameters: queryParameters(changesQuerySchema),
    answers: {
      200: {
        description: 'A page.',
        body: shown(configurationChangesSchema, { data: [EXAMPLE], pagination: { numberOfElements: 1 } }, 'output'),
      },
    },
    problems: ['invalid-payload'],
  },
  {
    method: 'get',
    path: `${PATH}/{changeId}`,
    tag: CONFIGURATION_TAG,
    summary: 'Read a change',
    description: 'Needs CanConfigureWorkflows.',
    parameters: [changeId],
    answers: { 200: { description: 'The change.', body: one } },
    problems: ['unknown-request'],
  },
  ...(['confirm', 'decline', 'withdraw'] as const).map((verdict): RouteDescription => ({
    method: 'post',
    path: `${PATH}/{changeId}/${verdict}`,
    tag: CONFIGURATION_TAG,
    summary: `${verdict.slice(0, 1).toUpperCase()}${verdict.slice(1)} a change`,
    description: `Needs CanConfigureWorkflows. ${VERDICTS[verdict]} Has no body.`,
    parameters: [changeId],
    answers: { 200: { description: 'The change as it then is.', body: one } },
    problems: [
      'unknown-request',
      'already-decided',
      ...(verdict === 'withdraw' ? [] : (['self-approval'] as const)),
      ...(verdict === 'confirm' ? (['changed-meanwhile', 'wrong-state'] as const) : []),
    ],
  })),
];

export const describeConfigurationChangeRoutes: DescribeRoutes = () => ROUTES;
