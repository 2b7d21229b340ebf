import { freePort } from '@countersign/local-servers';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { redemption, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { MAKER } from '../../../test-support/tokens';

describe('the metrics of a gateway', () => {
  let gateway: TestGateway;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    gateway = await startTestGateway({ metrics: { host: '127.0.0.1', port } });
  });
  afterAll(() => gateway.close());

  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

  it('tell calls by the template of their route, and never an id or what a caller wrote', async () => {
    const requestId = await submitted(gateway, 'SECRET-REFERENCE', { mobile: '919900000199' });
    await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: MAKER });
    await gateway.call({ url: '/no/such/919900000199', as: MAKER });
    await submit(gateway, redemption('M-1'), { type: 'NO-SUCH-TYPE-919900000199' });
    const text = await scrape();
    expect(text).toContain(`countersign_gateway_calls_total{route="${REQUESTS}/:type",method="POST",status="2xx"} 1`);
    expect(text).toContain(`countersign_gateway_calls_total{route="${REQUESTS}/:type",method="POST",status="4xx"} 1`);
    expect(text).toContain(`countersign_gateway_calls_total{route="${REQUESTS}/requests/:requestId",method="GET",status="2xx"} 1`);
    expect(text).toContain('countersign_gateway_calls_total{route="none",method="GET",status="4xx"} 1');
    expect(text).toContain(`countersign_gateway_call_seconds_count{route="${REQUESTS}/:type",method="POST"} 2`);
    // The figures themselves may be any digits.
    const names = text.replace(/ [^ \n]+$/gm, '');
    expect(names).not.toMatch(new RegExp(`${requestId}|9199|SECRET|1001`));
  });

  it('tell of connections, load and clocks', async () => {
    const text = await scrape();
    expect(text).toMatch(/countersign_gateway_connections\{pool="main",state="most"\} 4/);
    expect(text).toMatch(/countersign_gateway_connections\{pool="decisions",state="most"\} 2/);
    expect(text).toMatch(/countersign_gateway_connections_waiting\{pool="decisions"\} 0/);
    expect(text).toMatch(/countersign_gateway_calls_at_work 0/);
    expect(text).toMatch(/countersign_gateway_heap_percent \d/);
    const [, ahead] = /^countersign_gateway_clock_ahead_seconds (\S+)/m.exec(text) ?? [];
    expect(Math.abs(Number(ahead))).toBeLessThan(2);
  });

  it('are not to be had where callers of the API are', async () => {
    expect((await gateway.call({ url: '/metrics', as: MAKER })).status).toBe(404);
  });
});
