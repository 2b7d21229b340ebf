import { Webhook } from 'standardwebhooks';
import type { ReceivedLine } from '../evidence/evidence';
import { approvesItself, CHECKER, eventIdOf, MAKER, payloadOf, requestIdOf, type Story, timeOf, timeOfStep } from './story';
import { commentOf, traceOf } from './story-rows';

const DECIDED = ['approved', 'failed', 'rejected'];

/** The documented event of a step. */
export function renderedEvent(story: Story, seq: number, format: 'documented' | 'extended'): string {
  const step = story.steps[seq - 1];
  if (!step) throw new TypeError(`there is no step ${seq}`);
  const { to } = step;
  const time = timeOf(timeOfStep(story, seq));
  const told = to !== 'pending' && !approvesItself(story);
  const decided = told && DECIDED.includes(to);
  const { queryParams, body } = payloadOf(story);
  return JSON.stringify({
    eventName: 'requestWorkflowEvent',
    eventId: eventIdOf(story, seq),
    orgId: story.org,
    refId: `${story.org}_${requestIdOf(story)}`,
    apiRequestId: traceOf(story, seq),
    createdAt: time,
    data: {
      requestId: requestIdOf(story),
      requestType: story.type,
      requesterId: MAKER,
      ...(decided && (format === 'extended' || story.type !== 'CUSTOMER_STATUS_CHANGE') && { checkerId: CHECKER }),
      currentRequestState: to === 'pending' ? 'AdminTask' : to,
      ...(told && { previousRequestState: 'AdminTask' }),
      updateTime: time,
      ...(decided && { comment: commentOf(story, step) }),
      ...(story.type === 'CUSTOMER_STATUS_CHANGE' && to === 'pending' && { reason: (body as { reason: string }).reason }),
      requestAttributes: { ...(queryParams && Object.keys(queryParams).length > 0 && { queryParams }), body },
      ...(format === 'extended' && { sequence: seq, autoApproved: approvesItself(story) }),
    },
    loyaltyEventId: null,
  });
}

/** A line of a receiver's log, signed as the product would sign it. */
export function receivedLine(bodyText: string, secret: string, at: number, answered: ReceivedLine['answered'] = 204): ReceivedLine {
  const { eventId } = JSON.parse(bodyText) as { eventId: string };
  return { at, bodyText, answered, headers: signedHeaders(eventId, bodyText, secret, at) };
}

export function signedHeaders(id: string, bodyText: string, secret: string, at: number): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), bodyText),
  };
}
