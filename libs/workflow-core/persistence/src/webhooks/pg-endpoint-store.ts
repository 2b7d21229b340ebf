import {
  type Endpoint,
  type EndpointRef,
  type EndpointSettings,
  type EndpointStore,
  MOST_PREVIOUS_SECRETS,
  type NewEndpoint,
  type PayloadFormat,
  type RotatedEndpoint,
} from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { isUniqueViolation } from '../postgres/store-errors';

const COLUMNS = `org_id, endpoint_id, name, url, active, event_names, payload_format, headers, max_connections, sla_seconds,
  disabled_at, created_by, created_at, updated_by, updated_at, version`;

const CREATE = `
  insert into webhook_endpoint (org_id, endpoint_id, name, url, active, event_names, payload_format, headers, max_connections, sla_seconds,
                                secret, created_by, created_at, updated_by, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now_ms(), $12, now_ms())
  returning ${COLUMNS}`;

/** Saving an endpoint as active also ends a disablement. */
const UPDATE = `
  update webhook_endpoint
     set name = $3, url = $4, active = $5, event_names = $6, payload_format = $7, headers = $8, max_connections = $9, sla_seconds = $10,
         disabled_at = case when $5 then null else disabled_at end, updated_by = $11, updated_at = now_ms()
   where org_id = $1 and endpoint_id = $2 and deleted_at is null
  returning ${COLUMNS}`;

/** The secrets before that still sign, and beside them the one that was the newest until now. */
const ROTATE = `
  with signing as (
    select coalesce(jsonb_agg(p.one), '[]') as secrets, count(p.one) as number
      from webhook_endpoint e
     cross join lateral jsonb_array_elements(e.previous_secrets) as p (one)
     where e.org_id = $1 and e.endpoint_id = $2 and (p.one ->> 'until')::timestamptz > now()
  ), rotated as (
    update webhook_endpoint e
       set secret = $3, updated_by = $5, updated_at = now_ms(),
           previous_secrets = s.secrets
             || jsonb_build_object('secret', e.secret, 'until', date_trunc('milliseconds', now() + make_interval(secs => $4 / 1000.0)))
      from signing s
     where e.org_id = $1 and e.endpoint_id = $2 and e.deleted_at is null and s.number < ${MOST_PREVIOUS_SECRETS}
    returning e.*
  )
  select ${COLUMNS}, (previous_secrets -> -1 ->> 'until')::timestamptz as previous_until from rotated`;

const DELETE = `
  with gone as (
    update webhook_endpoint set deleted_at = now_ms(), active = false
     where org_id = $1 and endpoint_id = $2 and deleted_at is null
    returning org_id, endpoint_id
  ), dropped as (
    update delivery d set state = 'dropped' from gone g
     where d.org_id = g.org_id and d.endpoint_id = g.endpoint_id and d.state = 'due'
  )
  select endpoint_id from gone`;

interface EndpointRow {
  readonly org_id: number;
  readonly endpoint_id: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly event_names: readonly string[];
  readonly payload_format: PayloadFormat;
  readonly headers: Readonly<Record<string, string>>;
  readonly max_connections: number;
  readonly sla_seconds: number;
  readonly disabled_at: Date | null;
  readonly created_by: number;
  readonly created_at: Date;
  readonly updated_by: number;
  readonly updated_at: Date;
  readonly version: number;
}

/** Webhook endpoints in PostgreSQL. */
export class PgEndpointStore implements EndpointStore {
  constructor(private readonly database: Database) {}

  async create(endpoint: NewEndpoint): Promise<Endpoint | 'name-taken'> {
    const values = [endpoint.orgId, endpoint.endpointId, ...settingValues(endpoint), endpoint.secret, endpoint.createdBy];
    const created = await this.write(endpoint.orgId, 'create_endpoint', CREATE, values);
    if (!created) throw new Error('The created endpoint was not returned.');
    return created;
  }

  update(orgId: number, endpointId: string, settings: EndpointSettings, updatedBy: number): Promise<Endpoint | 'name-taken' | undefined> {
    return this.write(orgId, 'update_endpoint', UPDATE, [orgId, endpointId, ...settingValues(settings), updatedBy]);
  }

  async rotateSecret(
    { orgId, endpointId }: EndpointRef,
    secret: string,
    graceMs: number,
    updatedBy: number,
  ): Promise<RotatedEndpoint | 'too-many' | undefined> {
    const values = [orgId, endpointId, secret, graceMs, updatedBy];
    const [row] = await this.database
      .within([orgId])
      .query<EndpointRow & { readonly previous_until: Date }>('rotate_secret', ROTATE, values);
    if (row) return { endpoint: endpointOf(row), previousUntil: row.previous_until };
    return (await this.find(orgId, endpointId)) && 'too-many';
  }

  async find(orgId: number, endpointId: string): Promise<Endpoint | undefined> {
    const text = `select ${COLUMNS} from webhook_endpoint where org_id = $1 and endpoint_id = $2 and deleted_at is null`;
    const [row] = await this.database.within([orgId]).query<EndpointRow>('find_endpoint', text, [orgId, endpointId]);
    return row && endpointOf(row);
  }

  async list(orgId: number): Promise<readonly Endpoint[]> {
    const text = `select ${COLUMNS} from webhook_endpoint where org_id = $1 and deleted_at is null order by created_at, endpoint_id`;
    return (await this.database.within([orgId]).query<EndpointRow>('list_endpoints', text, [orgId])).map(endpointOf);
  }

  async delete(orgId: number, endpointId: string): Promise<boolean> {
    return (await this.database.within([orgId]).query('delete_endpoint', DELETE, [orgId, endpointId])).length > 0;
  }

  private async write(orgId: number, name: string, text: string, values: readonly unknown[]): Promise<Endpoint | 'name-taken' | undefined> {
    try {
      const [row] = await this.database.within([orgId]).query<EndpointRow>(name, text, values);
      return row && endpointOf(row);
    } catch (error) {
      if (isUniqueViolation(error)) return 'name-taken';
      throw error;
    }
  }
}

function settingValues(settings: EndpointSettings): unknown[] {
  const { name, url, active, eventNames, payload, headers, maxConnections, slaSeconds } = settings;
  return [name, url, active, eventNames, payload, JSON.stringify(headers), maxConnections, slaSeconds];
}

function endpointOf(row: EndpointRow): Endpoint {
  return {
    orgId: row.org_id,
    endpointId: row.endpoint_id,
    name: row.name,
    url: row.url,
    active: row.active,
    eventNames: row.event_names,
    payload: row.payload_format,
    headers: row.headers,
    maxConnections: row.max_connections,
    slaSeconds: row.sla_seconds,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
    version: row.version,
    ...optional('disabledAt', row.disabled_at),
  };
}
