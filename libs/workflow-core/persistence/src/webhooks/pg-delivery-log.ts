import type { DeliveryAttemptNote, DeliveryLog, DeliveryView, EndpointDeliveries, IdentityCaller } from '@countersign/engine';
import { callerRow } from '../operations/caller-row';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { deliveryId, parseDeliveryId } from './delivery-id';

/** More than one request or call can have caused; a page for an endpoint is shorter. */
const MOST_ROWS = 200;

/**
 * Deliveries with their event, endpoint and attempts. The planner has to begin with the few that are looked for: `materialized` and
 * `offset 0` leave it no other order.
 * Newest request first: its id begins with its time, and the primary key has this order.
 */
function selectDeliveries(from: string, condition: string): string {
  return `
  with d as materialized (
    select d.* from ${from} where d.org_id = $1 and ${condition} order by d.request_id desc, d.seq desc, d.endpoint_id limit $3)
  select d.endpoint_id, d.request_id, d.seq, e.name, t.event_id, t.trace_id, d.state, d.due_at, d.created_at, d.delivered_at,
         (select json_agg(json_build_object('class', a.class, 'httpStatus', a.http_status, 'code', a.code, 'durationMs', a.duration_ms,
                                            'at', extract(epoch from a.at) * 1000) order by a.attempt_id)
            from attempt a
           where a.org_id = d.org_id and a.request_id = d.request_id and a.endpoint_id = d.endpoint_id and a.seq = d.seq) as attempts
    from d
   cross join lateral (
     select event_id, trace_id from transition o where o.org_id = d.org_id and o.request_id = d.request_id and o.seq = d.seq offset 0) t
    join webhook_endpoint e on e.org_id = d.org_id and e.endpoint_id = d.endpoint_id
   order by d.request_id desc, d.seq desc, d.endpoint_id`;
}

/** Deliveries of the transitions that meet a condition on column `$2`. */
function ofTransitions(column: 'event_id' | 'trace_id'): string {
  return `(select org_id, request_id, seq from transition where org_id = $1 and ${column} = $2 and event_id is not null limit ${MOST_ROWS}) t
    cross join lateral (
      select * from delivery o where o.org_id = t.org_id and o.request_id = t.request_id and o.seq = t.seq offset 0) d`;
}

/** Literals, so that the partial indexes of those few that are due or exhausted can serve. */
const IN_STATE: Readonly<Record<DeliveryView['state'], string>> = {
  due: `and d.state = 'due'`,
  delivered: `and d.state = 'delivered'`,
  exhausted: `and d.state = 'exhausted'`,
  dropped: `and d.state = 'dropped'`,
};

const RESEND = 'select resend_delivery($1, $2, $3, $4) as found';
const RESEND_EXHAUSTED = 'select resend_exhausted_deliveries($1, $2) as count';

type Resent = Awaited<ReturnType<DeliveryLog['resend']>>;

interface DeliveryRow {
  readonly endpoint_id: string;
  readonly request_id: string;
  readonly seq: number;
  readonly name: string;
  readonly event_id: string;
  readonly trace_id: string;
  readonly state: DeliveryView['state'];
  readonly due_at: Date;
  readonly created_at: Date;
  readonly delivered_at: Date | null;
  readonly attempts: readonly AttemptRow[] | null;
}

interface AttemptRow {
  readonly class: DeliveryAttemptNote['class'];
  readonly httpStatus: number | null;
  readonly code: string | null;
  readonly durationMs: number;
  readonly at: number;
}

/** Which deliveries are looked for. */
interface Sought {
  readonly name: string;
  readonly from: string;
  readonly condition: string;
}

/** What happened to events on their way out. */
export class PgDeliveryLog implements DeliveryLog {
  constructor(private readonly database: Database) {}

  findByEvent(orgId: number, eventId: string): Promise<readonly DeliveryView[]> {
    return this.find({ name: 'deliveries_by_event', from: ofTransitions('event_id'), condition: 'true' }, orgId, [eventId, MOST_ROWS]);
  }

  findByRequest(orgId: number, requestId: string): Promise<readonly DeliveryView[]> {
    return this.find({ name: 'deliveries_by_request', from: 'delivery d', condition: 'd.request_id = $2' }, orgId, [requestId, MOST_ROWS]);
  }

  findByTrace(orgId: number, traceId: string): Promise<readonly DeliveryView[]> {
    return this.find({ name: 'deliveries_by_trace', from: ofTransitions('trace_id'), condition: 'true' }, orgId, [traceId, MOST_ROWS]);
  }

  async findByEndpoint({ orgId, endpointId, state, limit, after }: EndpointDeliveries): Promise<readonly DeliveryView[]> {
    const name = `deliveries_by_endpoint_${state ?? 'any'}`;
    const condition = `d.endpoint_id = $2 ${state === undefined ? '' : IN_STATE[state]}`;
    if (after === undefined) return this.find({ name, from: 'delivery d', condition }, orgId, [endpointId, limit]);
    const place = parseDeliveryId(after);
    if (place?.endpointId !== endpointId) return [];
    const sought = { name: `${name}_after`, from: 'delivery d', condition: `${condition} and (d.request_id, d.seq) < ($4, $5)` };
    return this.find(sought, orgId, [endpointId, limit, place.requestId, place.seq]);
  }

  async resend(caller: IdentityCaller, id: string): Promise<Resent> {
    const key = parseDeliveryId(id);
    if (!key) return 'unknown';
    const values = [callerRow(caller), key.endpointId, key.requestId, key.seq];
    const [again] = await this.database.within([caller.orgId]).query<{ found: Resent }>('resend', RESEND, values);
    return again?.found ?? 'unknown';
  }

  async resendExhausted(caller: IdentityCaller, endpointId: string): Promise<number> {
    const values = [callerRow(caller), endpointId];
    const [again] = await this.database.within([caller.orgId]).query<{ count: number }>('resend_exhausted', RESEND_EXHAUSTED, values);
    return again?.count ?? 0;
  }

  /** @param values of the parameters after the org: what is sought, the most rows, and where the page before ended */
  private async find({ name, from, condition }: Sought, orgId: number, values: readonly unknown[]): Promise<readonly DeliveryView[]> {
    const rows = await this.database.within([orgId]).query<DeliveryRow>(name, selectDeliveries(from, condition), [orgId, ...values]);
    return rows.map(viewOf);
  }
}

function viewOf(row: DeliveryRow): DeliveryView {
  const key = { endpointId: row.endpoint_id, requestId: row.request_id, seq: row.seq };
  return {
    ...key,
    deliveryId: deliveryId(key),
    endpointName: row.name,
    eventId: row.event_id,
    traceId: row.trace_id,
    state: row.state,
    dueAt: row.due_at,
    createdAt: row.created_at,
    ...optional('deliveredAt', row.delivered_at),
    attempts: (row.attempts ?? []).map(({ at, httpStatus, code, ...note }) => ({
      ...note,
      at: new Date(at),
      ...optional('httpStatus', httpStatus),
      ...optional('code', code),
    })),
  };
}
