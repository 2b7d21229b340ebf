import type { AddressInfo } from 'node:net';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { holdOpen } from '../../test-support/raw-http';
import { REQUESTS } from '../../test-support/requests';
import { MAKER, tokenOf } from '../../test-support/tokens';
import { createFastifyAdapter } from '../platform/http/fastify-server';

const patience = { headersMs: 300, callMs: 600, silenceMs: 900, lookEveryMs: 100 };

describe('whoever is slow on purpose', () => {
  let gateway: TestGateway;
  let port: number;
  const drips: NodeJS.Timeout[] = [];
  beforeAll(async () => {
    gateway = await startTestGateway({}, createFastifyAdapter({ patience }));
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(async () => {
    drips.forEach(clearInterval);
    await gateway.close();
  });

  const drip = (greeting: string, drop: string): Promise<void> => {
    const { socket, closed } = holdOpen(port, greeting);
    drips.push(setInterval(() => socket.write(drop), 50));
    return closed;
  };

  it('is hung up on: without a word, in the middle of the headers, or of the body', async () => {
    const token = await tokenOf(MAKER);
    const line = `POST ${REQUESTS}/POINTS-REDEMPTION HTTP/1.1\r\nHost: gateway\r\nX-CAP-UI-AUTH-TOKEN: ${token}\r\n`;
    const body = `${line}X-CAP-API-AUTH-ORG-ID: 0\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{`;
    await Promise.all([holdOpen(port).closed, holdOpen(port, line).closed, drip(line, 'X-Drop: 1\r\n'), drip(body, ' '), drip('', '\r\n')]);
  });

  it('keeps nobody else waiting: two hundred of them, and the next call is answered', async () => {
    const slow = Array.from({ length: 200 }, () => holdOpen(port, 'POST / HTTP/1.1\r\nHost: g\r\n'));
    expect((await gateway.call({ url: '/health/ready' })).status).toBe(200);
    expect((await gateway.call({ url: `${REQUESTS}/requests`, as: MAKER })).status).toBe(200);
    await Promise.all(slow.map(({ closed }) => closed));
  });
});

describe('the patience of a gateway', () => {
  it('has limits for headers, calls and silence unless told otherwise', async () => {
    const gateway = await startTestGateway();
    try {
      const { headersTimeout, requestTimeout, timeout, maxHeadersCount } = gateway.app.getHttpServer();
      expect({ headersTimeout, requestTimeout, timeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000, timeout: 60_000 });
      expect(maxHeadersCount === null || maxHeadersCount <= 2_000).toBe(true);
    } finally {
      await gateway.close();
    }
  });
});
