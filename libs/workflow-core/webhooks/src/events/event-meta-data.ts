import type { RequestTypeRegistry } from '@countersign/contract';
import { isTerminal, type PayloadFormat, publicState, REQUEST_STATES } from '@countersign/engine';
import { z } from 'zod';
import { REQUEST_WORKFLOW_EVENT } from './event-name';

const JSON_OBJECT = z.record(z.string(), z.unknown());
const EVENT_STATES = REQUEST_STATES.filter((state) => state === 'pending' || isTerminal(state)).map(publicState);

/** What a receiver may rely on, as a JSON schema for each of the two payload formats. */
export interface EventMetaData {
  readonly eventName: string;
  readonly schema: z.core.JSONSchema.BaseSchema;
  /** For endpoints with `"payload": "extended"`. */
  readonly extendedSchema: z.core.JSONSchema.BaseSchema;
}

/** The events that can be subscribed to, for the request types of this deployment. */
export function eventMetaData(types: RequestTypeRegistry): readonly EventMetaData[] {
  return [
    {
      eventName: REQUEST_WORKFLOW_EVENT,
      schema: z.toJSONSchema(eventSchema('documented', types)),
      extendedSchema: z.toJSONSchema(eventSchema('extended', types)),
    },
  ];
}

/** Judges a rendered event; strict, so that a field nobody described cannot leave unseen. */
export function eventSchema(format: PayloadFormat, types: RequestTypeRegistry) {
  return z.strictObject({
    eventName: z.literal(REQUEST_WORKFLOW_EVENT),
    eventId: z.uuidv4().describe('The same on every delivery of this event: ignore an id that was seen before.'),
    orgId: z.int().describe('0 is a valid org.'),
    refId: z
      .string()
      .regex(/^\d+_[0-9a-f-]{36}$/)
      .describe('<orgId>_<requestId>'),
    apiRequestId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('Trace id of the API call that caused the event; its X-CAP-REQUEST-ID.'),
    createdAt: z.int().describe('Milliseconds since 1970.'),
    data: z.strictObject({ ...documentedFields(types), ...(format === 'extended' && extendedFields) }),
    loyaltyEventId: z.null(),
  });
}

function documentedFields(types: RequestTypeRegistry) {
  return {
    requestId: z.guid(),
    requestType: z.enum(types.all().map(({ key }) => key)),
    requesterId: z.int().describe("The maker's user id."),
    checkerId: z.int().optional().describe("The last checker's user id; some request types never name it."),
    currentRequestState: z.enum(EVENT_STATES),
    previousRequestState: z.literal('AdminTask').optional().describe('Absent while the request waits, and when it was auto-approved.'),
    updateTime: z.int().describe('Milliseconds since 1970; never goes back within a request.'),
    comment: z.string().optional().describe("The checker's words; those of the approval also when the execution failed."),
    reason: z.string().optional(),
    requestAttributes: z.strictObject({
      queryParams: JSON_OBJECT.optional().describe('As the maker sent them; absent when empty.'),
      body: JSON_OBJECT.describe('As the maker sent it.'),
    }),
  };
}

const extendedFields = {
  sequence: z.int().describe('Number of the transition within its request: a higher one happened later.'),
  outcome: z
    .strictObject({ kind: z.string(), code: z.string().optional(), message: z.string() })
    .optional()
    .describe('How the execution ended; absent when nothing was executed.'),
  autoApproved: z.boolean(),
  entityInfo: JSON_OBJECT.describe('Till, store, zone and concept ids of the request.'),
};
