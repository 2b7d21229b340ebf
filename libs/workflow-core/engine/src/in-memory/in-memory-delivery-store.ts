import type { ClaimedDelivery, DeliverySettlement, DeliveryStore, EventSource } from '../ports/webhook-store';
import type { InMemoryDatabase } from './in-memory-database';
import type { DeliveryRow, EndpointRow, RequestRow } from './in-memory-rows';

const RENDERER_VERSION = 1;

/** Deliveries in memory: of one request and endpoint only the first that is still open, round robin by endpoint. */
export class InMemoryDeliveryStore implements DeliveryStore {
  constructor(private readonly database: InMemoryDatabase) {}

  async claim(limit: number, leaseMs: number, underWay: ReadonlyMap<string, number>): Promise<readonly ClaimedDelivery[]> {
    const now = this.database.now();
    const ranked = [...this.database.endpoints.values()].filter(isReceiving).flatMap((endpoint) => {
      const free = Math.max(0, endpoint.endpoint.maxConnections - (underWay.get(endpoint.endpoint.endpointId) ?? 0));
      const due = this.dueOf(endpoint, now);
      return due.slice(0, free).map((row, turn) => ({ endpoint, row, turn }));
    });
    ranked.sort((one, other) => one.turn - other.turn || one.row.dueAt - other.row.dueAt);
    return ranked.slice(0, limit).flatMap(({ endpoint, row }) => {
      row.epoch++;
      row.attempts++;
      row.dueAt = now + leaseMs;
      return this.claimed(endpoint, row);
    });
  }

  async settle(settlements: readonly DeliverySettlement[]): Promise<void> {
    for (const settlement of settlements) this.settleOne(settlement);
  }

  private dueOf({ endpoint: { endpointId } }: EndpointRow, now: number): DeliveryRow[] {
    const open = this.database.deliveries.filter((row) => row.endpointId === endpointId && row.state === 'due');
    const isFirst = (row: DeliveryRow): boolean => !open.some((earlier) => earlier.requestId === row.requestId && earlier.seq < row.seq);
    return open.filter((row) => row.dueAt <= now && isFirst(row)).sort((one, other) => one.dueAt - other.dueAt);
  }

  private settleOne({ orgId, deliveryId, epoch, attempt, next }: DeliverySettlement): void {
    const row = this.database.deliveries.find((delivery) => delivery.orgId === orgId && idOf(delivery) === deliveryId);
    if (!row) return;
    const held = row.epoch === epoch && row.state === 'due';
    this.database.note(row, { epoch, class: attempt.class, fenced: !held });
    if (!held) return;
    row.state = next.state === 'gone' ? 'due' : next.state;
    row.dueAt = this.database.now() + (next.state === 'due' ? next.dueInMs : 0);
    if (next.state === 'gone') this.disable(row);
    else this.follow(row);
  }

  /** What waited for this one is due when this one is, or now. */
  private follow({ endpointId, requestId, seq, dueAt }: DeliveryRow): void {
    for (const later of this.database.deliveries) {
      const waited = later.endpointId === endpointId && later.requestId === requestId && later.seq > seq;
      if (waited && later.state === 'due' && later.epoch === 0) later.dueAt = dueAt;
    }
  }

  private disable({ endpointId }: DeliveryRow): void {
    const row = this.database.endpoints.get(endpointId);
    if (row && !row.endpoint.disabledAt) row.endpoint = { ...row.endpoint, disabledAt: new Date(this.database.now()) };
  }

  private claimed({ endpoint, secret, previousSecrets }: EndpointRow, row: DeliveryRow): ClaimedDelivery[] {
    const request = this.database.find(row);
    const event = request && eventOf(request, row.seq);
    if (!event) return [];
    const { endpointId, url, headers, slaSeconds } = endpoint;
    const { epoch, attempts, payload } = row;
    const signing = previousSecrets.filter(({ until }) => until > this.database.now()).map((previous) => previous.secret);
    const receiver = {
      ...{ endpointId, url, headers, secret, timeoutMs: slaSeconds * 1_000 },
      ...(signing.length > 0 && { previousSecrets: signing }),
    };
    return [{ deliveryId: idOf(row), epoch, attempts, ...receiver, payload, rendererVersion: RENDERER_VERSION, event }];
  }
}

function isReceiving({ endpoint, deleted }: EndpointRow): boolean {
  return endpoint.active && !endpoint.disabledAt && !deleted;
}

function idOf({ endpointId, requestId, seq }: DeliveryRow): string {
  return `${endpointId}.${requestId}.${seq}`;
}

function eventOf({ request, journal }: RequestRow, seq: number): EventSource | undefined {
  const transition = journal[seq - 1];
  if (!transition?.eventId) return undefined;
  const { orgId, requestId, type, requester, payloadText, entityInfo, verdict } = request;
  const { tillId, storeId, zoneId, conceptId } = entityInfo;
  const { eventId, traceId, to, checkerId, comment, outcome, at } = transition;
  return {
    ...{ orgId, requestId, type, requesterId: requester.id, payloadText, seq, eventId, traceId, to, at },
    entityInfoText: JSON.stringify({ tillId, storeId, zoneId, conceptId }),
    autoApproved: verdict === 'auto',
    ...(checkerId !== undefined && { checkerId }),
    ...(comment !== undefined && { comment }),
    ...(outcome && { outcomeText: JSON.stringify(outcome) }),
  };
}
