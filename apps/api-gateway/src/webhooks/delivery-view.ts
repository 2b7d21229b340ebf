import { CONNECTION_FAILURES, type ConnectionFailure } from '@countersign/observability';
import { REQUEST_WORKFLOW_EVENT } from '@countersign/webhooks';
import type { LoggedDelivery } from './read-deliveries';

/** A delivery in the documented form of the event log, and ours beside it. Times are milliseconds since 1970, as in the events. */
export function deliveryView(orgId: number, { delivery, slaSeconds }: LoggedDelivery) {
  const first = delivery.attempts[0];
  const last = delivery.attempts.at(-1);
  return {
    refId: `${orgId}_${delivery.requestId}`,
    requestId: delivery.traceId,
    eventName: REQUEST_WORKFLOW_EVENT,
    eventId: delivery.eventId,
    consumerGroupId: null,
    eventIngestionTimestamp: delivery.createdAt.getTime(),
    eventStartTimestamp: first?.at.getTime() ?? null,
    eventEndTimestamp: delivery.deliveredAt?.getTime() ?? null,
    slaBreachTimestamp: slaBreach(delivery.createdAt, delivery.deliveredAt ?? last?.at, slaSeconds),
    consumerResponse: last ? { webhookHttpStatus: last.httpStatus ?? null, time_taken: last.durationMs } : null,
    deliveryId: delivery.deliveryId,
    webHookId: delivery.endpointId,
    webHookName: delivery.endpointName,
    sequence: delivery.seq,
    state: delivery.state,
    dueAt: delivery.state === 'due' ? delivery.dueAt.getTime() : null,
    attempts: delivery.attempts.map(({ at, class: result, httpStatus, code, durationMs }) => ({
      at: at.getTime(),
      result,
      webhookHttpStatus: httpStatus ?? null,
      time_taken: durationMs,
      ...(code !== undefined && { reason: { code, words: wordsOf(code) } }),
    })),
  };
}

const OWN_FAILURES: Readonly<Record<string, string>> = {
  'blocked-address': 'it is not on the public internet',
  'redirect-not-followed': 'it answered with a redirect, which is not followed',
  'answer-timeout': 'it did not answer in time',
  'not-rendered': 'the event could not be made here; the log of the worker says why',
};

/** Why a try failed, as the end of a sentence that begins with the receiver. */
function wordsOf(code: string): string {
  return OWN_FAILURES[code] ?? (code in CONNECTION_FAILURES ? CONNECTION_FAILURES[code as ConnectionFailure] : code);
}

/** When the receiver should have had the event at the latest, if by then it had not; measured only, nothing follows from it. */
function slaBreach(createdAt: Date, until: Date | undefined, slaSeconds: number | undefined): number | null {
  if (slaSeconds === undefined || until === undefined) return null;
  const latest = createdAt.getTime() + slaSeconds * 1000;
  return until.getTime() > latest ? latest : null;
}
