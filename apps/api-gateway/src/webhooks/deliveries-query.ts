import type { DeliveryView } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../platform/http/read-query';

const DELIVERY_STATES = ['due', 'delivered', 'exhausted', 'dropped'] as const satisfies readonly DeliveryView['state'][];
const MOST_LISTED = 100;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DELIVERY_ID = new RegExp(`^${UUID}\\.${UUID}\\.\\d{1,6}$`);

/** The query parameters of a webhook's deliveries, after empty ones are taken out. */
export const deliveriesQuerySchema = z.object({
  state: z
    .enum(DELIVERY_STATES, `state must be one of ${DELIVERY_STATES.join(', ')}`)
    .exactOptional()
    .describe('Only those in this state.'),
  limit: z
    .string()
    .refine((text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_LISTED, `expected a number from 1 to ${MOST_LISTED}`)
    .exactOptional()
    .describe(`At most ${MOST_LISTED}, which is the default.`),
  cursor: z
    .string()
    .regex(DELIVERY_ID, 'expected nextCursor of the page before')
    .exactOptional()
    .describe('pagination.nextCursor of the page before.'),
});

export interface DeliveriesQuery {
  readonly state?: DeliveryView['state'] | undefined;
  readonly limit: number;
  /** The deliveryId that the page before ended with. */
  readonly after?: string | undefined;
}

/** @throws WorkflowError that names each parameter which is wrong */
export function readDeliveriesQuery(given: Readonly<Record<string, unknown>>): DeliveriesQuery {
  const { state, limit, cursor } = readQuery(deliveriesQuerySchema, given);
  return { state, limit: Number(limit ?? MOST_LISTED), after: cursor };
}
