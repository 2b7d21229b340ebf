import { z } from 'zod';
import { type DescribeRoutes, pathParameter, type RouteDescription, shown } from '../openapi/route-description';
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
  previousSecretUntil: z.iso.datetime().optional().describe('Only in the answer to a rotation: until then the secret before signs too.'),
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
const body = shown(webhookSchema, EXAMPLE_BODY, 'input');
const metaData = z.looseObject({ eventName: z.string() });
const GRANT = 'Needs CanConfigureWorkflows.';

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'post',
    path: PATH,
    tag: WEBHOOKS_TAG,
    summary: 'Create a webhook',
    description: GRANT,
    body,
    answers: { 200: { description: 'The webhook, with its secret; keep it, it is not shown again.', body: one } },
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
    description: `${GRANT} The body replaces all settings; events that are not listed are removed.`,
    parameters: [webhookIdParameter],
    body,
    answers: { 200: { description: 'The webhook as it now is.', body: one } },
    problems: ['unknown-request'],
  },
  {
    method: 'post',
    path: `${PATH}/{webHookId}/rotateSecret`,
    tag: WEBHOOKS_TAG,
    summary: 'Change the signing secret of a webhook',
    description: `${GRANT} For 24 hours deliveries carry a signature with the new secret and one with the old.`,
    parameters: [webhookIdParameter],
    answers: { 200: { description: 'The webhook, with its new secret; keep it, it is not shown again.', body: one } },
    problems: ['unknown-request', 'wrong-state'],
  },
  {
    method: 'delete',
    path: `${PATH}/{webHookId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Delete a webhook',
    description: `${GRANT} Its open deliveries are dropped; their log stays.`,
    parameters: [webhookIdParameter],
    answers: {
      200: {
        description: 'It is gone.',
        body: shown(answer(z.strictObject({ webHookId: z.guid() })), { data: { webHookId: EXAMPLE.webHookId }, errors: null }, 'output'),
      },
    },
    problems: ['unknown-request'],
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
