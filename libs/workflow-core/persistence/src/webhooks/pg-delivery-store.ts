import type { ClaimedDelivery, DeliverySettlement, DeliveryStore, PayloadFormat, RequestState, Verdict } from '@countersign/engine';
import { recordset } from '../batching/recordset';
import { settleEach } from '../batching/settle-each';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { WITHOUT_FLUSH } from '../postgres/without-flush';
import { deliveryId, parseDeliveryId } from './delivery-id';

/**
 * Beside the newest secret those before it that still sign.
 * A claim that a crash of PostgreSQL forgets is made again, and its event perhaps sent again.
 */
const CLAIM = `
  select d.*, (select json_agg(p.one ->> 'secret' order by (p.one ->> 'until')::timestamptz)
                 from jsonb_array_elements(e.previous_secrets) as p (one)
                where (p.one ->> 'until')::timestamptz > clock_timestamp()) as previous_secrets
    from claim_deliveries($1, make_interval(secs => $2 / 1000.0), $3) d
    join webhook_endpoint e on e.org_id = d.org_id and e.endpoint_id = d.endpoint_id
   where ${WITHOUT_FLUSH}`;

interface ClaimedRow {
  readonly org_id: number;
  readonly endpoint_id: string;
  readonly request_id: string;
  readonly seq: number;
  readonly epoch: number;
  readonly attempts: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly previous_secrets: readonly string[] | null;
  readonly sla_seconds: number;
  readonly payload_format: PayloadFormat;
  readonly renderer_version: number;
  readonly type: string;
  readonly requester_id: number;
  readonly payload: string;
  readonly entity_info: object;
  readonly verdict: Verdict;
  readonly to_state: RequestState;
  readonly event_id: string;
  readonly trace_id: string;
  readonly checker_id: number | null;
  readonly comment: string | null;
  readonly outcome: string | null;
  readonly at: Date;
}

/** Deliveries claimed straight from PostgreSQL. */
export class PgDeliveryStore implements DeliveryStore {
  constructor(private readonly database: Database) {}

  async claim(limit: number, leaseMs: number, underWay: ReadonlyMap<string, number>): Promise<readonly ClaimedDelivery[]> {
    const calls = [...underWay].map(([endpointId, count]) => ({ endpoint_id: endpointId, calls: count }));
    const rows = await this.database.query<ClaimedRow>('claim_deliveries', CLAIM, [limit, leaseMs, JSON.stringify(calls)]);
    return rows.map(deliveryOf);
  }

  async settle(settlements: readonly DeliverySettlement[]): Promise<void> {
    await settleEach(settlements, (rows) =>
      this.database.query('settle_deliveries', 'select settle_deliveries($1)', [recordset(rows.map(settlementRow))]),
    );
  }
}

function deliveryOf(row: ClaimedRow): ClaimedDelivery {
  return {
    deliveryId: deliveryId({ endpointId: row.endpoint_id, requestId: row.request_id, seq: row.seq }),
    epoch: row.epoch,
    attempts: row.attempts,
    endpointId: row.endpoint_id,
    url: row.url,
    headers: row.headers,
    secret: row.secret,
    ...optional('previousSecrets', row.previous_secrets),
    timeoutMs: row.sla_seconds * 1_000,
    payload: row.payload_format,
    rendererVersion: row.renderer_version,
    event: {
      orgId: row.org_id,
      requestId: row.request_id,
      type: row.type,
      requesterId: row.requester_id,
      payloadText: row.payload,
      entityInfoText: JSON.stringify(row.entity_info),
      seq: row.seq,
      eventId: row.event_id,
      traceId: row.trace_id,
      to: row.to_state,
      autoApproved: row.verdict === 'auto',
      at: row.at,
      ...optional('checkerId', row.checker_id),
      ...optional('comment', row.comment),
      ...optional('outcomeText', row.outcome),
    },
  };
}

function settlementRow({ orgId, deliveryId: id, epoch, attempt, next }: DeliverySettlement): object {
  const key = parseDeliveryId(id);
  if (!key) throw new TypeError('a settlement names a delivery that was claimed');
  return {
    org_id: orgId,
    endpoint_id: key.endpointId,
    request_id: key.requestId,
    seq: key.seq,
    epoch,
    next: next.state,
    due_in_ms: next.state === 'due' ? next.dueInMs : undefined,
    class: attempt.class,
    http_status: attempt.httpStatus,
    code: attempt.code,
    duration_ms: attempt.durationMs,
  };
}
