import { z } from 'zod';
import { type DescribeRoutes, pathParameter, type RouteDescription, shown } from '../platform/openapi/route-description';
import { pendingFields, pendingWarnings, TWO_PERSONS } from '../views/proposals/pending-answer';
import { webhookSchema } from './webhook-body';

export const WEBHOOKS_TAG = 'Webhooks';
const PATH = '/v3/webHooks';
export const webhookIdParameter = pathParameter('webHookId', 'As the creation answered it.', { type: 'string', format: 'uuid' });

const EXAMPLE_BODY = {
  name: 'crm',
  active: true,
  eventNames: ['requestWorkflowEvent'],
  webHookType: 'HTTP',
  methodType: 'POST',
  webHookUrl: 'https://crm.example.com/hooks/requests',
  webHookHeaders: { 'X-Api-Key': 'change-me' },
  maxAllowedConnections: 20,
  slaInSeconds: 30,
  payload: 'documented',
};

/** A webhook as the API answers it. */
export const webhookAnswerSchema = z.strictObject({
  webHookId: z.guid(),
  name: z.string(),
  eventNames: z.array(z.string()),
  webHookUrl: z.string(),
  webHookType: z.literal('HTTP'),
  methodType: z.literal('POST'),
  webHookHeaders: z.record(z.string(), z.literal('****')).describe('Values are never shown again.'),
  noOfRetryAttempts: z.int(),
  maxAllowedConnections: z.int(),
  active: z.boolean(),
  slaInSeconds: z.int(),
  consumerGroupId: z.null(),
  attribution: z.strictObject({
    createdOn: z.iso.datetime(),
    lastUpdatedOn: z.iso.datetime(),
    createdBy: z.int(),
    lastUpdatedBy: z.int(),
  }),
  tillDetailsEnrichmentEnabled: z.literal(false),
  storeDetailsEnrichmentEnabled: z.literal(false),
  awardedReferenceEnrichmentEnabled: z.literal(false),
  availablePointsBalanceEnrichmentEnabled: z.literal(false),
  payload: z.enum(['documented', 'extended']),
  disabledAt: z.iso.datetime().optional().describe('Set when the receiver answered 410.'),
  secret: z.string().optional().describe('Only in the answer that made it: signs the deliveries (Standard Webhooks).'),
  previousSecretUntil: z.iso
    .datetime()
    .optional()
    .describe('Only in the answer to a rotation that acted: until then the secret before signs too.'),
  ...pendingFields,
});

const EXAMPLE = {
  webHookId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11',
  ...EXAMPLE_BODY,
  webHookHeaders: { 'X-Api-Key': '****' },
  noOfRetryAttempts: 0,
  consumerGroupId: null,
  attribution: { createdOn: '2026-11-22T11:12:25.123Z', lastUpdatedOn: '2026-11-22T11:12:25.123Z', createdBy: 1003, lastUpdatedBy: 1003 },
  tillDetailsEnrichmentEnabled: false,
  storeDetailsEnrichmentEnabled: false,
  awardedReferenceEnrichmentEnabled: false,
  availablePointsBalanceEnrichmentEnabled: false,
};

const answer = <T extends z.ZodType>(data: T) => z.strictObject({ data, errors: z.null() });
const one = shown(answer(webhookAnswerSchema), { data: EXAMPLE, errors: null }, 'output');
const PENDING = {
  confirmation: 'pending' as const,
  changeId: '0c7f5e0e-58b1-4a0f-9f6b-5a8f3c1c9d10',
  confirmBefore: '2026-11-29T11:12:25.123Z',
};
const pendingAnswer = (data: z.ZodType, example: object) =>
  shown(
    z.strictObject({ data, errors: z.null(), warnings: pendingWarnings }),
    {
      data: { ...example, ...PENDING },
      errors: null,
      warnings: [{ message: 'Nothing has changed yet.', reference: `/v3/configurationChanges/${PENDING.changeId}` }],
    },
    'output',
  );
const pending = { description: 'The webhook as it will be once it is confirmed.', body: pendingAnswer(webhookAnswerSchema, EXAMPLE) };
const deleted = z.strictObject({ webHookId: z.guid(), ...pendingFields });
const body = shown(webhookSchema, EXAMPLE_BODY, 'input');
const metaData = z.looseObject({ eventName: z.string() });
const GRANT = 'Needs CanConfigureWorkflows.';

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'post',
    path: PATH,
    tag: WEBHOOKS_TAG,
    summary: 'Create a webhook',
    description: TWO_PERSONS,
    body,
    answers: {
      200: { description: 'The webhook, with its secret; keep it, it is not shown again.', body: one },
      202: {
        ...pending,
        description: 'The webhook as it will be, with its secret; keep it, it is not shown again. No event goes there yet.',
      },
    },
    problems: ['wrong-state'],
  },
  {
    method: 'get',
    path: PATH,
    tag: WEBHOOKS_TAG,
    summary: 'List webhooks',
    description: GRANT,
    answers: {
      200: {
        description: 'All of the org.',
        body: shown(answer(z.array(webhookAnswerSchema)), { data: [EXAMPLE], errors: null }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'get',
    path: `${PATH}/{webHookId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Read a webhook',
    description: GRANT,
    parameters: [webhookIdParameter],
    answers: { 200: { description: 'The webhook.', body: one } },
    problems: ['unknown-request'],
  },
  {
    method: 'put',
    path: `${PATH}/{webHookId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Change a webhook',
    description: `${TWO_PERSONS} The body replaces all settings; events that are not listed are removed.`,
    parameters: [webhookIdParameter],
    body,
    answers: { 200: { description: 'The webhook as it now is.', body: one }, 202: pending },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state'],
  },
  {
    method: 'post',
    path: `${PATH}/{webHookId}/rotateSecret`,
    tag: WEBHOOKS_TAG,
    summary: 'Change the signing secret of a webhook',
    description: `${TWO_PERSONS} From then on, for 24 hours, deliveries carry a signature with the new secret and one with the old.`,
    parameters: [webhookIdParameter],
    answers: {
      200: { description: 'The webhook, with its new secret; keep it, it is not shown again.', body: one },
      202: {
        ...pending,
        description: 'The webhook, with the secret that it will have; keep it, it is not shown again. Nothing is signed with it yet.',
      },
    },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state'],
  },
  {
    method: 'delete',
    path: `${PATH}/{webHookId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Delete a webhook',
    description: `${TWO_PERSONS} Its open deliveries are then dropped, its secrets erased; the log of its deliveries stays.`,
    parameters: [webhookIdParameter],
    answers: {
      200: {
        description: 'It is gone.',
        body: shown(answer(deleted), { data: { webHookId: EXAMPLE.webHookId }, errors: null }, 'output'),
      },
      202: { description: 'It goes once that is confirmed.', body: pendingAnswer(deleted, { webHookId: EXAMPLE.webHookId }) },
    },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state'],
  },
  {
    method: 'get',
    path: `${PATH}/eventMetaData`,
    tag: WEBHOOKS_TAG,
    summary: 'JSON schemas of the events',
    answers: {
      200: {
        description: 'Each event with the schema of both payload formats.',
        body: shown(answer(z.array(metaData)), { data: [{ eventName: 'requestWorkflowEvent', schema: {} }], errors: null }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'get',
    path: `${PATH}/eventMetaData/{eventName}`,
    tag: WEBHOOKS_TAG,
    summary: 'JSON schema of one event',
    parameters: [pathParameter('eventName', 'Name of the event.')],
    answers: {
      200: {
        description: 'The event.',
        body: shown(answer(metaData), { data: { eventName: 'requestWorkflowEvent', schema: {} }, errors: null }, 'output'),
      },
    },
    problems: ['unknown-request'],
  },
];

export const describeWebhookRoutes: DescribeRoutes = () => ROUTES;
