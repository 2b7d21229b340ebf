import {
  type Endpoint,
  type EndpointRef,
  type EndpointSettings,
  type EndpointStore,
  MOST_PREVIOUS_SECRETS,
  type NewEndpoint,
  type RotatedEndpoint,
} from '../ports/webhook-store';
import type { InMemoryDatabase } from './in-memory-database';
import type { EndpointRow } from './in-memory-rows';

/** Webhook endpoints in memory. */
export class InMemoryEndpointStore implements EndpointStore {
  constructor(private readonly database: InMemoryDatabase) {}

  async create({ secret, ...created }: NewEndpoint): Promise<Endpoint | 'name-taken'> {
    if (this.isTaken(created.orgId, created.name)) return 'name-taken';
    const at = new Date(this.database.now());
    const endpoint: Endpoint = { ...created, version: 1, createdAt: at, updatedBy: created.createdBy, updatedAt: at };
    this.database.endpoints.set(created.endpointId, { endpoint, secret, previousSecrets: [], deleted: false });
    return endpoint;
  }

  async update(
    orgId: number,
    endpointId: string,
    settings: EndpointSettings,
    updatedBy: number,
  ): Promise<Endpoint | 'name-taken' | undefined> {
    const row = this.row(orgId, endpointId);
    if (!row) return undefined;
    if (this.isTaken(orgId, settings.name, endpointId)) return 'name-taken';
    const { name, url, active, eventNames, payload, headers, maxConnections, slaSeconds } = settings;
    const { disabledAt, createdBy, createdAt, version } = row.endpoint;
    row.endpoint = {
      ...{
        orgId,
        endpointId,
        name,
        url,
        active,
        eventNames,
        payload,
        headers,
        maxConnections,
        slaSeconds,
        createdBy,
        createdAt,
        updatedBy,
      },
      version: version + 1,
      updatedAt: new Date(this.database.now()),
      ...(disabledAt && !active && { disabledAt }),
    };
    return row.endpoint;
  }

  async rotateSecret(
    { orgId, endpointId }: EndpointRef,
    secret: string,
    graceMs: number,
    updatedBy: number,
  ): Promise<RotatedEndpoint | 'too-many' | undefined> {
    const row = this.row(orgId, endpointId);
    if (!row) return undefined;
    const now = this.database.now();
    const signing = row.previousSecrets.filter(({ until }) => until > now);
    if (signing.length >= MOST_PREVIOUS_SECRETS) return 'too-many';
    row.previousSecrets = [...signing, { secret: row.secret, until: now + graceMs }];
    row.secret = secret;
    row.endpoint = { ...row.endpoint, version: row.endpoint.version + 1, updatedBy, updatedAt: new Date(now) };
    return { endpoint: row.endpoint, previousUntil: new Date(now + graceMs) };
  }

  async find(orgId: number, endpointId: string): Promise<Endpoint | undefined> {
    return this.row(orgId, endpointId)?.endpoint;
  }

  async list(orgId: number): Promise<readonly Endpoint[]> {
    return [...this.database.endpoints.values()]
      .filter(({ endpoint, deleted }) => endpoint.orgId === orgId && !deleted)
      .map(({ endpoint }) => endpoint);
  }

  async delete(orgId: number, endpointId: string): Promise<boolean> {
    const row = this.row(orgId, endpointId);
    if (!row) return false;
    row.deleted = true;
    row.secret = '';
    row.previousSecrets = [];
    row.endpoint = { ...row.endpoint, headers: {} };
    for (const delivery of this.database.deliveries)
      if (delivery.endpointId === endpointId && delivery.state === 'due') delivery.state = 'dropped';
    return true;
  }

  private row(orgId: number, endpointId: string): EndpointRow | undefined {
    const row = this.database.endpoints.get(endpointId);
    return row?.endpoint.orgId === orgId && !row.deleted ? row : undefined;
  }

  private isTaken(orgId: number, name: string, exceptId?: string): boolean {
    return [...this.database.endpoints.values()].some(
      ({ endpoint, deleted }) => !deleted && endpoint.orgId === orgId && endpoint.name === name && endpoint.endpointId !== exceptId,
    );
  }
}
