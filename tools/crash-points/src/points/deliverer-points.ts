import { PgDeliveryStore } from '@countersign/persistence';
import { type DeliveryAttempt, WebhookSender } from '@countersign/webhook-sender';
import { storeLost } from '../wrapping/lost-connection';
import type { Passing, Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';
import { watchWrittenRequests } from '../wrapping/written-requests';

/** What `WebhookSender` says of a connection that broke. */
const CONNECTION_BROKE: DeliveryAttempt = { note: { class: 'unreachable', durationMs: 0 } };

/** Events on their way to subscribers. */
export function plantDelivererPoints(striker: Striker): void {
  const orgOfEvent = new Map<string, number>();
  const ofEvent = (point: Passing['point'], eventId: string): readonly Passing[] => {
    const orgId = orgOfEvent.get(eventId);
    return orgId === undefined ? [] : [{ point, orgIds: [orgId] }];
  };
  wrapMethod(PgDeliveryStore, 'claim', striker, {
    after: (claimed) => {
      for (const { event } of claimed) orgOfEvent.set(event.eventId, event.orgId);
      return [{ point: 'dlv.claimed', orgIds: claimed.map(({ event }) => event.orgId) }];
    },
    lost: storeLost,
  });
  watchWrittenRequests(striker, (header) => ofEvent('dlv.bytes_written', header('webhook-id') ?? ''));
  wrapMethod(WebhookSender, 'send', striker, {
    after: (_attempt, [{ eventId }]) => ofEvent('dlv.answered', eventId),
    lost: () => CONNECTION_BROKE,
  });
  wrapMethod(PgDeliveryStore, 'settle', striker, {
    before: ([settlements]) => [{ point: 'dlv.before_commit', orgIds: settlements.map(({ orgId }) => orgId) }],
    after: (_, [settlements]) => [{ point: 'dlv.committed', orgIds: settlements.map(({ orgId }) => orgId) }],
    lost: storeLost,
  });
}
