import { randomBytes } from 'node:crypto';
import type { LoyaltyAnswer, LoyaltyExchange, LoyaltyGateway } from '@countersign/engine';
import { Pool } from 'undici';
import { CallHandler } from './call-handler';
import { markingConnector } from './connect-failure';
import type { Connector, Connectors } from './connectors';
import { judgeCall } from './judge-call';

/** Of all headers of an answer together; Node's own limit of 16 kB is too small for some. */
const MOST_HEADER_BYTES = 64 * 1_024;

interface Upstream {
  readonly connector: Connector;
  readonly pool: Pool;
}

/**
 * The loyalty API over HTTP, one pool of connections per connector. A call is written once and never repeated here, redirects are not
 * followed, and nothing is logged: URLs hold customers.
 */
export class HttpLoyaltyGateway implements LoyaltyGateway {
  private readonly byOrg: ReadonlyMap<number, Upstream>;
  private readonly fallback: Upstream | undefined;

  constructor(connectors: Connectors) {
    this.byOrg = new Map(Object.entries(connectors.orgs).map(([orgId, connector]) => [Number(orgId), upstreamOf(connector)]));
    this.fallback = connectors.default && upstreamOf(connectors.default);
  }

  async send(exchange: LoyaltyExchange): Promise<LoyaltyAnswer> {
    const upstream = this.byOrg.get(exchange.orgId) ?? this.fallback;
    if (!upstream) return { kind: 'not-applied', code: 'no-connector', message: 'No loyalty API is configured for this org.' };
    const { connector, pool } = upstream;
    const handler = new CallHandler(connector.timeoutMs);
    pool.dispatch(
      {
        method: exchange.route.method,
        path: pathOf(connector, exchange),
        headers: headersOf(connector, exchange),
        body: exchange.call.bodyText,
      },
      handler,
    );
    return judgeCall(await handler.ended, Date.now());
  }

  /** Ends all connections; calls under way end as in doubt. */
  async close(): Promise<void> {
    const upstreams = [...this.byOrg.values(), ...(this.fallback ? [this.fallback] : [])];
    await Promise.all(upstreams.map(({ pool }) => pool.destroy()));
  }
}

function upstreamOf(connector: Connector): Upstream {
  const pool = new Pool(new URL(connector.baseUrl).origin, {
    connections: connector.connections,
    connect: markingConnector(connector.connectTimeoutMs),
    maxHeaderSize: MOST_HEADER_BYTES,
    // The one clock is the handler's, over queue, connection and answer together.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { connector, pool };
}

function pathOf({ baseUrl }: Connector, { route, call }: LoyaltyExchange): string {
  const query = new URLSearchParams(call.query).toString();
  return new URL(baseUrl).pathname.replace(/\/$/, '') + route.path + (query === '' ? '' : `?${query}`);
}

function headersOf(connector: Connector, { orgId, idempotencyKey, traceId }: LoyaltyExchange): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(connector.headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(connector.authorization !== undefined && { authorization: connector.authorization }),
    'content-type': 'application/json',
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Countersign/1',
    'x-cap-api-auth-org-id': String(orgId),
    'idempotency-key': idempotencyKey,
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
    'x-cap-request-id': traceId,
  };
}
