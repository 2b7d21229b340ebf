import type { LoyaltyExchange } from '@countersign/engine';
import { type Connectors, connectorsSchema } from '../connectors';
import { HttpLoyaltyGateway } from '../http-loyalty-gateway';
import { type RawReply, RawUpstream } from './raw-upstream';

export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

export const exchange: LoyaltyExchange = {
  orgId: 51,
  route: { method: 'POST', path: '/v1.1/points/redeem' },
  call: { query: { skip_validation: 'true', note: 'a b&c' }, bodyText: '{"root":{"points":20.0, "note":"ümlaut"}}' },
  idempotencyKey: '51-0199aaaa-0000-7000-8000-000000000001',
  traceId: TRACE,
};

/** Upstreams and gateways of one test, closed after it. */
export class LoyaltyFixture {
  private readonly closing: (() => Promise<void>)[] = [];

  async upstream(reply?: RawReply): Promise<RawUpstream> {
    const upstream = await RawUpstream.start(reply);
    this.closing.push(() => upstream.close());
    return upstream;
  }

  gateway(connectors: Parameters<typeof connectorsSchema.parse>[0]): HttpLoyaltyGateway {
    const parsed: Connectors = connectorsSchema.parse(connectors);
    const gateway = new HttpLoyaltyGateway(parsed);
    this.closing.unshift(() => gateway.close());
    return gateway;
  }

  /** A gateway whose only connector is this one. */
  gatewayTo(baseUrl: string, settings: object = {}): HttpLoyaltyGateway {
    return this.gateway({ default: { baseUrl, timeoutMs: 5_000, ...settings } });
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
  }
}
