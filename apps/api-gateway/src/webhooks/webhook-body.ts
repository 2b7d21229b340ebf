import { nameText } from '@countersign/contract';
import { REQUEST_WORKFLOW_EVENT } from '@countersign/webhooks';
import { z } from 'zod';

const MOST_HEADERS = 20;

/** The documented body of a subscription, and our `payload`. What a URL or header may be is judged where the subscription is kept. */
export const webhookSchema = z.strictObject({
  name: nameText(100).describe('Unique in the org.'),
  active: z.boolean().default(true).describe('Deliveries of an inactive webhook are kept for when it is active again.'),
  eventNames: z.array(z.literal(REQUEST_WORKFLOW_EVENT)).min(1).max(1).describe('Events that are not listed are no longer sent.'),
  webHookType: z.literal('HTTP'),
  methodType: z.literal('POST'),
  webHookUrl: z
    .string()
    .describe('https, on the public internet, written as it is called: no .., no #, nothing that a browser would write in another way.'),
  webHookHeaders: z
    .record(z.string(), z.string())
    .refine((headers) => Object.keys(headers).length <= MOST_HEADERS, `expected at most ${MOST_HEADERS} headers`)
    .default({})
    .describe(
      'Sent with each delivery. Names are compared without case, and none is one that the sender sets. A value that comes back as **** keeps what is stored.',
    ),
  maxAllowedConnections: z.int().min(1).max(100).default(20),
  slaInSeconds: z.int().min(1).max(30).default(30).describe('How long the receiver may take to answer.'),
  customerIdentifiersToBeEnriched: z.array(z.never()).optional().describe('Part of the documented body; only an empty list is supported.'),
  payload: z
    .enum(['documented', 'extended'])
    .default('documented')
    .describe('extended: with sequence, outcome, autoApproved and entityInfo.'),
});

export type WebhookBody = z.output<typeof webhookSchema>;
