import type { EventFields, RequestTypeRegistry } from '@countersign/contract';
import { type EventSource, isTerminal, type PayloadFormat, publicState, type StoredOutcome } from '@countersign/engine';
import { JsonText, sliceJson, writeJson } from '@countersign/json-text';
import { REQUEST_WORKFLOW_EVENT } from './event-name';

/** Endings that a checker's word led to; withdrawn and expired requests end without one. */
const DECIDED = ['approved', 'failed', 'rejected'];

/**
 * The body of an event, key order and key set as documented. It is made from the transition and from columns that never change,
 * so rendering the same source again gives the same bytes. The maker's query and body go out verbatim.
 * @throws TypeError for a transition that is not public
 */
export function renderEvent(source: EventSource, format: PayloadFormat, types: RequestTypeRegistry): string {
  if (source.to !== 'pending' && !isTerminal(source.to)) throw new TypeError(`the step to ${source.to} is not an event`);
  const updateTime = source.at.getTime();
  return writeJson({
    eventName: REQUEST_WORKFLOW_EVENT,
    eventId: source.eventId,
    orgId: source.orgId,
    refId: `${source.orgId}_${source.requestId}`,
    apiRequestId: source.traceId,
    createdAt: updateTime,
    data: {
      requestId: source.requestId,
      requestType: source.type,
      requesterId: source.requesterId,
      ...publicStep(source, format, types),
      ...(format === 'extended' && extension(source)),
    },
    loyaltyEventId: null,
  });
}

function publicStep(source: EventSource, format: PayloadFormat, types: RequestTypeRegistry) {
  const fields = eventFieldsOf(source, types);
  const afterWaiting = source.to !== 'pending' && !source.autoApproved;
  const decided = afterWaiting && DECIDED.includes(source.to);
  const namesChecker = format === 'extended' || (decided && !fields.omitCheckerId);
  return {
    checkerId: namesChecker ? source.checkerId : undefined,
    currentRequestState: publicState(source.to),
    previousRequestState: afterWaiting ? publicState('pending') : undefined,
    updateTime: source.at.getTime(),
    comment: decided ? source.comment : undefined,
    reason: fields.reason,
    requestAttributes: requestAttributes(source.payloadText),
  };
}

function eventFieldsOf({ type, payloadText, to }: EventSource, types: RequestTypeRegistry): EventFields {
  const phase = to === 'pending' ? 'pending' : 'terminal';
  return types.require(type).eventFields?.({ payload: JSON.parse(payloadText) as unknown, phase }) ?? {};
}

/** The documented events never hold an empty `queryParams`, although clients send one. */
function requestAttributes(payloadText: string) {
  const queryParams = sliceJson(payloadText, ['queryParams']);
  const body = sliceJson(payloadText, ['body']);
  return {
    queryParams: queryParams === undefined || isEmptyObject(queryParams) ? undefined : new JsonText(queryParams),
    body: body === undefined ? undefined : new JsonText(body),
  };
}

function isEmptyObject(text: string): boolean {
  return /^\{\s*\}$/.test(text);
}

function extension({ seq, autoApproved, outcomeText, entityInfoText }: EventSource) {
  return { sequence: seq, outcome: outcomeOf(outcomeText), autoApproved, entityInfo: new JsonText(entityInfoText) };
}

function outcomeOf(outcomeText: string | undefined) {
  if (outcomeText === undefined) return undefined;
  const { kind, code, message } = JSON.parse(outcomeText) as StoredOutcome;
  return { kind, code, message };
}
