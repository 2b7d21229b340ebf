import { randomUUID } from 'node:crypto';
import type * as Persistence from '@countersign/persistence';
import type * as Sender from '@countersign/webhook-sender';
import type { PlantedBug } from '../planted-bug';
import { library } from '../planting/built-library';
import { patchFunction, patchMethod } from '../planting/patch';

const SENDER = '@countersign/webhook-sender';

/** Of `signed-headers`, which is not public. */
type SignedHeaders = (delivery: Sender.WebhookDelivery, now: Date) => Record<string, string>;

function takeErrorsForSuccess(): void {
  patchFunction<typeof Sender.nextDelivery>(
    { library: SENDER, module: 'next-delivery', name: 'nextDelivery' },
    (next) =>
      (note, ...rest) =>
        note.class === 'refused' && (note.httpStatus ?? 0) >= 500 ? { state: 'delivered' } : next(note, ...rest),
  );
}

/** The sender is given a client that follows redirects, as most do unless told otherwise. */
function followRedirects(): void {
  let sign: SignedHeaders | undefined;
  patchFunction<SignedHeaders>({ library: SENDER, module: 'signed-headers', name: 'signedHeaders' }, (original) => (sign = original));
  const { WebhookSender } = library(SENDER) as typeof Sender;
  patchMethod(WebhookSender, 'send', () => async (delivery) => {
    const { status } = await fetch(delivery.url, { method: 'POST', headers: sign?.(delivery, new Date()) ?? {}, body: delivery.body });
    return { note: { class: status < 300 ? 'delivered' : 'refused', httpStatus: status, durationMs: 0 } };
  });
}

function dataOf(event: string): string {
  return JSON.stringify((JSON.parse(event) as { data: unknown }).data);
}

function signOtherBytes(): void {
  patchFunction<SignedHeaders>(
    { library: SENDER, module: 'signed-headers', name: 'signedHeaders' },
    (sign) => (delivery, now) => sign({ ...delivery, body: dataOf(delivery.body) }, now),
  );
}

const HOUR_MS = 3_600_000;

function datePast(): void {
  patchFunction<SignedHeaders>(
    { library: SENDER, module: 'signed-headers', name: 'signedHeaders' },
    (sign) => (delivery, now) => sign(delivery, new Date(now.getTime() - HOUR_MS)),
  );
}

function nameEventsAnew(): void {
  const { PgDeliveryStore } = library('@countersign/persistence') as typeof Persistence;
  patchMethod(
    PgDeliveryStore,
    'claim',
    (claim) =>
      async function (this: Persistence.PgDeliveryStore, ...args) {
        const claimed = await claim.apply(this, args);
        return claimed.map((delivery) => ({ ...delivery, event: { ...delivery.event, eventId: randomUUID() } }));
      },
  );
}

function tellFailedAsApproved(): void {
  const { WebhookSender } = library(SENDER) as typeof Sender;
  patchMethod(
    WebhookSender,
    'send',
    (send) =>
      function (this: Sender.WebhookSender, delivery) {
        const body = delivery.body.replace('"currentRequestState":"failed"', '"currentRequestState":"approved"');
        return send.call(this, { ...delivery, body });
      },
  );
}

const inWorker = (plant: () => void) => ({ code: { app: 'worker', plant } }) as const;

/** What subscribers get. */
export const DELIVERY_BUGS: readonly PlantedBug[] = [
  {
    name: 'error-means-delivered',
    mistake: 'a delivery that was answered with HTTP 500 counts as delivered',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    ...inWorker(takeErrorsForSuccess),
  },
  {
    name: 'redirects-are-followed',
    mistake: 'a delivery that is redirected goes wherever the receiver says',
    violates: ['I12', 'I15'],
    scenario: 'troubled-receivers',
    ...inWorker(followRedirects),
  },
  {
    name: 'signature-over-other-bytes',
    mistake: 'the signature covers what an event is about, not the bytes that are sent',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    ...inWorker(signOtherBytes),
  },
  {
    name: 'stale-timestamp',
    mistake: 'deliveries are dated and signed by a clock that is an hour behind',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    ...inWorker(datePast),
  },
  {
    name: 'event-id-per-attempt',
    mistake: 'each delivery attempt gives the event another id',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    ...inWorker(nameEventsAnew),
  },
  {
    name: 'failed-is-told-as-approved',
    mistake: 'the event of a failed request says that it was approved',
    violates: ['I6'],
    scenario: 'troubled-receivers',
    ...inWorker(tellFailedAsApproved),
  },
  {
    name: 'order-is-dropped',
    mistake: "a request's terminal event is sent although the one before it has not been delivered yet",
    violates: ['I13'],
    scenario: 'troubled-receivers',
    edits: [{ inFunction: 'claim_deliveries', replace: 'and b.seq < d.seq', by: 'and false' }],
  },
  {
    name: 'cursor-over-deliveries',
    mistake: 'deliveries are found by a cursor over the time of their creation, so that one that waits is passed over for good',
    violates: ['I7'],
    scenario: 'troubled-receivers',
    edits: [
      {
        inFunction: 'claim_deliveries',
        replace: `where d.org_id = e.org_id and d.endpoint_id = e.endpoint_id and d.state = 'due'`,
        by: `where d.org_id = e.org_id and d.endpoint_id = e.endpoint_id and d.state = 'due'
          and (d.attempts > 0 or d.created_at > coalesce((select max(c.created_at) from delivery c
                where c.org_id = d.org_id and c.endpoint_id = d.endpoint_id and c.attempts > 0), '-infinity'))`,
      },
    ],
  },
  {
    name: 'terminal-event-is-lost',
    mistake: 'nobody is told how an execution ended',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    edits: [{ inFunction: 'settle_executions', replace: 'where m.event_id is not null', by: 'where false' }],
  },
  {
    // Not I15: the secret of a webhook is sealed for its org and endpoint, so that such a delivery can be neither signed nor sent, and no org
    // sees anything of another. What shows is deliveries to endpoints that their org has not.
    name: 'org-filter-is-dropped',
    mistake: 'an event is meant for the subscribers of every org, whose sealed secrets do not open for it',
    violates: ['I12'],
    scenario: 'troubled-receivers',
    edits: [
      { withoutWallOn: 'webhook_endpoint' },
      { inFunction: 'submit_requests', replace: 'join subscriber e on e.org_id = w.org_id', by: 'join subscriber e on true' },
      {
        inFunction: 'claim_deliveries',
        replace: 'join webhook_endpoint e on e.org_id = w.org_id and e.endpoint_id = w.endpoint_id',
        by: 'join webhook_endpoint e on e.endpoint_id = w.endpoint_id',
      },
      {
        inFunction: 'claim_deliveries',
        replace: 'where d.org_id = e.org_id and d.endpoint_id = e.endpoint_id',
        by: 'where d.org_id = w.org_id and d.endpoint_id = e.endpoint_id',
      },
      {
        inFunction: 'claim_deliveries',
        replace: 'join webhook_endpoint e on e.org_id = c.org_id and e.endpoint_id = c.endpoint_id',
        by: 'join webhook_endpoint e on e.endpoint_id = c.endpoint_id',
      },
    ],
  },
];
