import { exchange, LoyaltyFixture } from './test-support/loyalty-fixture';
import { answering } from './test-support/raw-upstream';

const fixture = new LoyaltyFixture();
afterEach(() => fixture.close());

const OK = answering(200, '{"warnings":[]}');

describe('HttpLoyaltyGateway, calls that surely were not applied', () => {
  it('tells a refused connection', async () => {
    const upstream = await fixture.upstream();
    const { baseUrl } = upstream;
    await upstream.close();
    expect(await fixture.gatewayTo(baseUrl).send(exchange)).toMatchObject({ kind: 'not-applied', code: 'connection-refused' });
  });

  it('tells a host that does not exist', async () => {
    // A machine without a network answers late that it cannot ask anybody.
    const gateway = fixture.gatewayTo('http://loyalty.invalid', { connectTimeoutMs: 20_000, timeoutMs: 25_000 });
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'host-unknown' });
  }, 30_000);

  it('tells a TLS handshake that is never answered', async () => {
    const upstream = await fixture.upstream();
    const gateway = fixture.gatewayTo(`https://127.0.0.1:${upstream.port}`, { connectTimeoutMs: 300 });
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'connect-timeout' });
  });

  it('tells a TLS handshake with something that is not TLS', async () => {
    const upstream = await fixture.upstream();
    upstream.greetsWith('HTTP/1.1 400 Bad Request\r\n\r\n');
    const gateway = fixture.gatewayTo(`https://127.0.0.1:${upstream.port}`);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'tls-failed' });
  });

  it('tells a TLS handshake that is cut off', async () => {
    const upstream = await fixture.upstream();
    upstream.greetsWith(undefined);
    const gateway = fixture.gatewayTo(`https://127.0.0.1:${upstream.port}`);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'connection-failed' });
  });

  it('never writes a call whose time ran out while it waited for a connection', async () => {
    const upstream = await fixture.upstream();
    const gateway = fixture.gatewayTo(upstream.baseUrl, { connections: 1, timeoutMs: 400 });
    const written = () => upstream.calls.map(({ head }) => /idempotency-key: (\S+)/.exec(head)?.[1]);
    const first = gateway.send(exchange);
    const queued = await Promise.all(
      Array.from({ length: 20 }, async (_, place) => {
        const idempotencyKey = `queued-${place}`;
        return { idempotencyKey, result: await gateway.send({ ...exchange, idempotencyKey }) };
      }),
    );
    expect(await first).toMatchObject({ kind: 'unclear', code: 'timeout' });
    // The first gives its connection back in the moment in which the time of all ends: one or two may be written in it, and are not called unsent.
    const unsent = queued.filter(({ result }) => result.kind === 'not-applied' && result.code === 'not-sent-in-time');
    expect(unsent.length).toBeGreaterThanOrEqual(18);
    upstream.answersFromNow(OK);
    expect(await gateway.send({ ...exchange, idempotencyKey: 'later' })).toMatchObject({ kind: 'readable' });
    expect(unsent.filter(({ idempotencyKey }) => written().includes(idempotencyKey))).toEqual([]);
    expect(written().at(-1)).toBe('later');
  });

  it('tells a call that came after the end of the gateway', async () => {
    const upstream = await fixture.upstream(OK);
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    await gateway.close();
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'not-sent' });
    expect(upstream.connections).toBe(0);
  });

  it('tells a call that HTTP cannot carry instead of throwing', async () => {
    const upstream = await fixture.upstream(OK);
    const answer = await fixture.gatewayTo(upstream.baseUrl).send({ ...exchange, idempotencyKey: 'a\r\nb' });
    expect(answer).toMatchObject({ kind: 'not-applied', code: 'not-sent' });
    expect(upstream.calls).toEqual([]);
  });
});

describe('HttpLoyaltyGateway, calls that may have been applied', () => {
  it('is in doubt when no answer comes in time, and waits no longer', async () => {
    const upstream = await fixture.upstream();
    const startedAt = performance.now();
    const answer = await fixture.gatewayTo(upstream.baseUrl, { timeoutMs: 400 }).send(exchange);
    expect(answer).toMatchObject({ kind: 'unclear', code: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(upstream.calls).toHaveLength(1);
  });

  it('is in doubt when the answer drips past the time', async () => {
    const upstream = await fixture.upstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 40);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await fixture.gatewayTo(upstream.baseUrl, { timeoutMs: 400 }).send(exchange)).toMatchObject({
      kind: 'unclear',
      code: 'timeout',
      status: 200,
    });
  });

  it('is in doubt when the connection is reset after the call was sent', async () => {
    const upstream = await fixture.upstream((socket) => socket.resetAndDestroy());
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: 'connection-reset' });
    expect(upstream.calls).toHaveLength(1);
  });

  it('is in doubt when the connection is closed without an answer', async () => {
    const upstream = await fixture.upstream((socket) => socket.end());
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: 'connection-reset' });
    expect(upstream.calls).toHaveLength(1);
  });

  it('is in doubt when a connection that served before breaks, and does not send again', async () => {
    const upstream = await fixture.upstream((socket, call) =>
      call.earlierOnConnection === 0 ? OK(socket, call) : socket.resetAndDestroy(),
    );
    const gateway = fixture.gatewayTo(upstream.baseUrl, { connections: 1 });
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'readable' });
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'connection-reset' });
    expect(upstream.calls.map(({ earlierOnConnection }) => earlierOnConnection)).toEqual([0, 1]);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'readable' });
  });

  it('is in doubt when the answer breaks off in its headers or its body', async () => {
    const upstream = await fixture.upstream((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'));
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear' });
    upstream.answersFromNow((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{"warnings":[]}'));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'answer-cut-off', status: 200 });
    upstream.answersFromNow((socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nf\r\n{"warnings":[]}\r\n'));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'answer-cut-off', status: 200 });
    expect(upstream.calls).toHaveLength(3);
  });

  it('is in doubt when the answer is not HTTP', async () => {
    const upstream = await fixture.upstream((socket) => void socket.write('SSH-2.0-OpenSSH_9\r\n'));
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: 'unreadable-answer' });
  });

  it('is in doubt when the gateway is closed under a call', async () => {
    const upstream = await fixture.upstream();
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    upstream.answersFromNow(() => void gateway.close());
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'connection-reset' });
  });

  it('does not let a hanging connector slow another one', async () => {
    const [slow, fast] = [await fixture.upstream(), await fixture.upstream(OK)];
    const gateway = fixture.gateway({
      default: { baseUrl: fast.baseUrl },
      orgs: { '51': { baseUrl: slow.baseUrl, connections: 1, timeoutMs: 600 } },
    });
    const hanging = Promise.all([gateway.send(exchange), gateway.send(exchange), gateway.send(exchange)]);
    const startedAt = performance.now();
    expect(await gateway.send({ ...exchange, orgId: 52 })).toMatchObject({ kind: 'readable' });
    expect(performance.now() - startedAt).toBeLessThan(400);
    await hanging;
  });
});
