import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { waitFor } from '@countersign/local-servers';
import { createLogger } from '@countersign/observability';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { redemption, REQUESTS } from '../../../test-support/requests';
import { MAKER, tokenOf } from '../../../test-support/tokens';
import { createFastifyAdapter } from './fastify-server';

describe('calls that break off in the middle of their body', () => {
  const lines: string[] = [];
  let gateway: TestGateway;
  let port: number;
  beforeAll(async () => {
    const logger = createLogger({ name: 'api-gateway', level: 'info' }, { write: (line: string) => void lines.push(line) });
    gateway = await startTestGateway({}, createFastifyAdapter(), logger);
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => gateway.close());

  it.each(['end', 'destroy', 'resetAndDestroy'] as const)('write no line each, and no stack: %s', async (how) => {
    lines.length = 0;
    const body = redemption('CUT-1');
    const head = [
      `POST ${REQUESTS}/POINTS-REDEMPTION HTTP/1.1`,
      'Host: gateway',
      `X-CAP-UI-AUTH-TOKEN: ${await tokenOf(MAKER)}`,
      'X-CAP-API-AUTH-ORG-ID: 0',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ].join('\r\n');
    const server = gateway.app.getHttpServer();
    for (let call = 0; call < 20; call++) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      const arrived = once(server, 'request');
      socket.write(`${head}\r\n\r\n${body.slice(0, 40)}`);
      await arrived;
      socket[how]();
    }
    const open = () => new Promise<number>((resolve) => server.getConnections((_error: unknown, count: number) => resolve(count)));
    await waitFor(async () => ((await open()) === 0 ? true : undefined), { what: 'the end of all connections' });
    expect(lines).toEqual([]);
  });
});
