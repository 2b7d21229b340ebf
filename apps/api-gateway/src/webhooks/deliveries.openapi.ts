import { z } from 'zod';
import { type DescribeRoutes, pathParameter, queryParameters, type RouteDescription, shown } from '../platform/openapi/route-description';
import { deliveriesQuerySchema } from './deliveries-query';
import { webhookIdParameter, WEBHOOKS_TAG } from './webhooks.openapi';

const PATH = '/v3/webHooks';
const GRANT = 'Needs CanConfigureWorkflows.';
const ms = z.int().describe('Milliseconds since 1970.');

/** A delivery as the API answers it. */
export const deliveryAnswerSchema = z.strictObject({
  refId: z.string().describe('<orgId>_<requestId>'),
  requestId: z.string().describe('X-CAP-REQUEST-ID of the call that caused the event.'),
  eventName: z.string(),
  eventId: z.guid(),
  consumerGroupId: z.null(),
  eventIngestionTimestamp: ms,
  eventStartTimestamp: ms.nullable(),
  eventEndTimestamp: ms.nullable(),
  slaBreachTimestamp: ms.nullable(),
  consumerResponse: z.strictObject({ webhookHttpStatus: z.int().nullable(), time_taken: z.number() }).nullable(),
  deliveryId: z.string(),
  webHookId: z.guid(),
  webHookName: z.string(),
  sequence: z.int(),
  state: z.enum(['due', 'delivered', 'exhausted', 'dropped']),
  dueAt: ms.nullable(),
  attempts: z.array(
    z.strictObject({
      at: ms,
      result: z.enum(['delivered', 'refused', 'timeout', 'unreachable', 'blocked']),
      webhookHttpStatus: z.int().nullable(),
      time_taken: z.number(),
      reason: z
        .strictObject({ code: z.string(), words: z.string() })
        .optional()
        .describe('Why it failed, where the status does not tell: certificate-expired, host-unknown, connection-refused, answer-timeout …'),
    }),
  ),
});

const EXAMPLE = {
  refId: '0_0199d3a4-5b6c-7d8e-9f01-23456789abcd',
  requestId: '4bf92f3577b34da6a3ce929d0e0e4736',
  eventName: 'requestWorkflowEvent',
  eventId: 'b7b1c9d3-31f6-4d0e-8a77-7f1a0d6d9b42',
  consumerGroupId: null,
  eventIngestionTimestamp: 1795345945123,
  eventStartTimestamp: 1795345945140,
  eventEndTimestamp: 1795345945171,
  slaBreachTimestamp: null,
  consumerResponse: { webhookHttpStatus: 200, time_taken: 31 },
  deliveryId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11.0199d3a4-5b6c-7d8e-9f01-23456789abcd.1',
  webHookId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11',
  webHookName: 'crm',
  sequence: 1,
  state: 'delivered',
  dueAt: null,
  attempts: [{ at: 1795345945140, result: 'delivered', webhookHttpStatus: 200, time_taken: 31 }],
};

const log = shown(z.strictObject({ data: z.array(deliveryAnswerSchema), errors: z.null() }), { data: [EXAMPLE], errors: null }, 'output');
const logPage = shown(
  z.strictObject({
    data: z.array(deliveryAnswerSchema),
    pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
    errors: z.null(),
  }),
  { data: [EXAMPLE], pagination: { numberOfElements: 1 }, errors: null },
  'output',
);
const logAnswers = { 200: { description: 'Deliveries, newest first.', body: log } };
const resent = {
  200: {
    description: 'How many are on their way again.',
    body: shown(
      z.strictObject({ data: z.strictObject({ resent: z.int() }), errors: z.null() }),
      { data: { resent: 1 }, errors: null },
      'output',
    ),
  },
};

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'get',
    path: `${PATH}/eventLog/{eventId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Deliveries of one event',
    description: GRANT,
    parameters: [pathParameter('eventId', 'eventId of the event, which is also the webhook-id of its deliveries.')],
    answers: logAnswers,
    problems: [],
  },
  {
    method: 'get',
    path: `${PATH}/eventLog/requestId/{traceId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Deliveries of the events that one API call caused',
    description: GRANT,
    parameters: [pathParameter('traceId', 'X-CAP-REQUEST-ID of the call; apiRequestId of its events.')],
    answers: logAnswers,
    problems: [],
  },
  {
    method: 'get',
    path: `${PATH}/eventLog/refId/{refId}`,
    tag: WEBHOOKS_TAG,
    summary: 'Deliveries of all events of one request',
    description: GRANT,
    parameters: [pathParameter('refId', '<orgId>_<requestId>, as in the events.')],
    answers: logAnswers,
    problems: [],
  },
  {
    method: 'get',
    path: `${PATH}/{webHookId}/deliveries`,
    tag: WEBHOOKS_TAG,
    summary: 'The deliveries of a webhook',
    description: GRANT,
    parameters: [webhookIdParameter, ...queryParameters(deliveriesQuerySchema)],
    answers: { 200: { description: 'A page, newest first.', body: logPage } },
    problems: ['unknown-request', 'invalid-payload'],
  },
  {
    method: 'post',
    path: `${PATH}/deliveries/{deliveryId}/resend`,
    tag: WEBHOOKS_TAG,
    summary: 'Send one delivery again',
    description: `${GRANT} The same event with the same eventId.`,
    parameters: [pathParameter('deliveryId', 'As the log shows it.')],
    answers: resent,
    problems: ['unknown-request', 'erased'],
  },
  {
    method: 'post',
    path: `${PATH}/{webHookId}/resend`,
    tag: WEBHOOKS_TAG,
    summary: 'Send all exhausted deliveries of a webhook again',
    description: GRANT,
    parameters: [webhookIdParameter],
    answers: resent,
    problems: ['unknown-request'],
  },
];

export const describeDeliveryRoutes: DescribeRoutes = () => ROUTES;
