import { z } from 'zod';

/** What the local stack reads of a `requestWorkflowEvent`; the rest is there as it came. */
export const workflowEventSchema = z.looseObject({
  eventName: z.literal('requestWorkflowEvent'),
  eventId: z.string(),
  orgId: z.number(),
  data: z.looseObject({
    requestId: z.string(),
    requestType: z.string(),
    currentRequestState: z.string(),
    previousRequestState: z.string().optional(),
  }),
});

export type WorkflowEvent = z.output<typeof workflowEventSchema>;
