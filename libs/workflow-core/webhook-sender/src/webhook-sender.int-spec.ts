import { createServer as createTcpServer, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { BODY, delivery, EVENT_ID, LocalReceivers, SECRET } from './test-support/local-receivers';

const local = new LocalReceivers();
afterEach(() => local.close());

describe('WebhookSender', () => {
  it('sends the exact bytes, signed so that an independent library accepts them', async () => {
    const { url, received } = await local.http();
    const { note } = await local.sender().send(delivery(`${url}?team=crm`, { headers: { 'X-Api-Key': 'k-1' } }));
    expect(note).toEqual({ class: 'delivered', httpStatus: 200, durationMs: expect.any(Number) as number });
    const [one, ...more] = received;
    expect(more).toEqual([]);
    expect(one).toMatchObject({ url: '/hook?team=crm', body: BODY });
    expect(one?.headers).toMatchObject({ 'x-api-key': 'k-1', 'content-type': 'application/json', 'user-agent': 'Countersign-Webhooks/1' });
    expect(new Webhook(SECRET).verify(BODY, one?.headers as Record<string, string>)).toEqual(JSON.parse(BODY));
  });

  it('signs so that a changed body, id, time or secret is noticed', async () => {
    const { url, received } = await local.http();
    await local.sender().send(delivery(url));
    const headers = received[0]?.headers as Record<string, string>;
    const verifier = new Webhook(SECRET);
    expect(() => verifier.verify(BODY.replace('20.0', '21.0'), headers)).toThrow();
    expect(() => verifier.verify(BODY, { ...headers, 'webhook-id': 'another' })).toThrow();
    expect(() => verifier.verify(BODY, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) })).toThrow();
    expect(() => new Webhook(Buffer.alloc(32, 8).toString('base64')).verify(BODY, headers)).toThrow();
  });

  it('signs with the secrets before as well, so that a receiver may know either', async () => {
    const { url, received } = await local.http();
    const [older, oldest, foreign] = [8, 9, 10].map((byte) => Buffer.alloc(32, byte).toString('base64'));
    await local.sender().send(delivery(url, { previousSecrets: [oldest!, older!] }));
    const headers = received[0]?.headers as Record<string, string>;
    for (const known of [SECRET, older!, oldest!]) expect(new Webhook(known).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(foreign!).verify(BODY, headers)).toThrow();
  });

  it('keeps the id over attempts', async () => {
    const { url, received } = await local.http();
    const sender = local.sender();
    await sender.send(delivery(url));
    await sender.send(delivery(url));
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([EVENT_ID, EVENT_ID]);
  });

  it("does not let a subscriber's static headers take the place of its own", async () => {
    const { url, received } = await local.http();
    const headers = {
      'Content-Type': 'text/plain',
      'WEBHOOK-SIGNATURE': 'v1,forged',
      'Content-Length': '1',
      Host: 'elsewhere.example',
      'Content-Encoding': 'gzip',
    };
    expect((await local.sender().send(delivery(url, { headers }))).note.class).toBe('delivered');
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(received[0]?.headers['content-encoding']).toBeUndefined();
    expect(received[0]?.headers.host).toMatch(/^127\.0\.0\.1:/);
    expect(() => new Webhook(SECRET).verify(BODY, received[0]?.headers as Record<string, string>)).not.toThrow();
  });

  it.each([200, 201, 202, 204, 299])('takes %i as delivered', async (status) => {
    const { url } = await local.http((_request, response) => response.writeHead(status).end());
    expect((await local.sender().send(delivery(url))).note).toMatchObject({ class: 'delivered', httpStatus: status });
  });

  it.each([300, 304, 400, 401, 404, 410, 429, 500, 503])('takes %i as refused', async (status) => {
    const { url } = await local.http((_request, response) => response.writeHead(status).end());
    expect((await local.sender().send(delivery(url))).note).toMatchObject({ class: 'refused', httpStatus: status });
  });

  it('hands on how long the receiver asks to wait', async () => {
    const { url } = await local.http((_request, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await local.sender().send(delivery(url))).toMatchObject({ note: { class: 'refused', httpStatus: 429 }, retryAfterMs: 120_000 });
  });

  it('does not follow a redirect', async () => {
    const inner = await local.http();
    const outer = await local.http((_request, response) => response.writeHead(307, { location: inner.url }).end());
    expect((await local.sender().send(delivery(outer.url))).note).toMatchObject({ class: 'refused', httpStatus: 307 });
    expect(outer.received).toHaveLength(1);
    expect(inner.received).toEqual([]);
  });

  it('spends no more than the time-out on a receiver that never answers, and nothing of its neighbours', async () => {
    const silent = await local.http(() => undefined);
    const well = await local.http();
    const sender = local.sender();
    const hanging = sender.send(delivery(silent.url, { timeoutMs: 400 }));
    expect((await sender.send(delivery(well.url))).note.class).toBe('delivered');
    const { note } = await hanging;
    expect(note.class).toBe('timeout');
    expect(note.durationMs).toBeGreaterThanOrEqual(390);
    expect(note.durationMs).toBeLessThan(2_000);
  });

  it('spends no more than the time-out on headers that drip', async () => {
    const port = await local.listen(
      createTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const drip = setInterval(() => socket.write('x-drop: 1\r\n'), 50);
        socket.on('close', () => clearInterval(drip));
      }),
    );
    expect((await local.sender().send(delivery(`http://127.0.0.1:${port}/`, { timeoutMs: 400 }))).note.class).toBe('timeout');
  });

  it('takes a reset before the answer as unreachable', async () => {
    const port = await local.listen(createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect((await local.sender().send(delivery(`http://127.0.0.1:${port}/`))).note.class).toBe('unreachable');
  });

  it('takes a refused connection and a name that does not exist as unreachable', async () => {
    const port = await local.listen(createTcpServer());
    await local.close();
    expect((await local.sender().send(delivery(`http://127.0.0.1:${port}/`))).note.class).toBe('unreachable');
    const notFound: LookupFunction = (_hostname, _options, callback) => callback(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []);
    expect((await local.sender(undefined, notFound).send(delivery('https://hooks.example.com/'))).note.class).toBe('unreachable');
  });

  it('takes what is no HTTP at all as unreachable', async () => {
    const port = await local.listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')));
    expect((await local.sender().send(delivery(`http://127.0.0.1:${port}/`))).note.class).toBe('unreachable');
  });

  it('reads little of a huge answer and still takes its status', async () => {
    let written = 0;
    const { url } = await local.http((_request, response) => {
      const write = (): void => {
        while (written < 50_000_000 && !response.destroyed) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return;
        }
        response.end();
      };
      response.on('drain', write).on('error', () => undefined);
      write();
    });
    expect((await local.sender().send(delivery(url))).note).toMatchObject({ class: 'delivered', httpStatus: 200 });
    expect(written).toBeLessThan(20_000_000);
  });

  it('does not wait for a body that drips', async () => {
    const { url } = await local.http((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const drip = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(drip));
    });
    const { note } = await local.sender().send(delivery(url, { timeoutMs: 20_000 }));
    expect(note).toMatchObject({ class: 'delivered', httpStatus: 200 });
    expect(note.durationMs).toBeLessThan(5_000);
  });

  it('takes the status of an answer that is cut off in its body', async () => {
    const port = await local.listen(
      createTcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'))),
    );
    expect((await local.sender().send(delivery(`http://127.0.0.1:${port}/`))).note).toMatchObject({ class: 'delivered', httpStatus: 200 });
  });

  it('rejects when the signing secret is none, before anything leaves', async () => {
    const { url, received } = await local.http();
    await expect(local.sender().send(delivery(url, { secret: 'whsec_' }))).rejects.toThrow();
    expect(received).toEqual([]);
  });
});
