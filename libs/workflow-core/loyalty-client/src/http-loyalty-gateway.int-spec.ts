import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { exchange, LoyaltyFixture, TRACE } from './test-support/loyalty-fixture';
import { answering, answeringBytes } from './test-support/raw-upstream';

const fixture = new LoyaltyFixture();
afterEach(() => fixture.close());

const OK = answering(200, '{"warnings":[]}');

describe('HttpLoyaltyGateway, what it sends', () => {
  it("sends method, path, query and the maker's body byte for byte, once", async () => {
    const upstream = await fixture.upstream(OK);
    await fixture.gatewayTo(upstream.baseUrl).send(exchange);
    expect(upstream.calls).toHaveLength(1);
    expect(upstream.calls[0]?.head).toMatch(/^POST \/v1\.1\/points\/redeem\?skip_validation=true&note=a\+b%26c HTTP\/1\.1\r\n/);
    expect(upstream.calls[0]?.body).toBe('{"root":{"points":20.0, "note":"ümlaut"}}');
  });

  it('sends the keys that make a second attempt and a trace recognisable', async () => {
    const upstream = await fixture.upstream(OK);
    await fixture
      .gatewayTo(upstream.baseUrl, { authorization: 'Basic dGlsbDpwYXNz', headers: { 'X-Client': 'countersign' } })
      .send(exchange);
    const lines = upstream.calls[0]?.head.split('\r\n').slice(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        'authorization: Basic dGlsbDpwYXNz',
        'x-client: countersign',
        'content-type: application/json',
        'accept: application/json',
        'x-cap-api-auth-org-id: 51',
        'idempotency-key: 51-0199aaaa-0000-7000-8000-000000000001',
        `x-cap-request-id: ${TRACE}`,
        expect.stringMatching(new RegExp(`^traceparent: 00-${TRACE}-[0-9a-f]{16}-01$`)) as string,
      ]),
    );
  });

  it('does not let static headers replace the keys of a call', async () => {
    const upstream = await fixture.upstream(OK);
    await fixture.gatewayTo(upstream.baseUrl, { headers: { 'Idempotency-Key': 'fixed', 'X-CAP-API-AUTH-ORG-ID': '9' } }).send(exchange);
    const head = upstream.calls[0]?.head ?? '';
    expect(head.match(/^idempotency-key: .*$/gim)).toEqual(['idempotency-key: 51-0199aaaa-0000-7000-8000-000000000001']);
    expect(head.match(/^x-cap-api-auth-org-id: .*$/gim)).toEqual(['x-cap-api-auth-org-id: 51']);
  });

  it("goes to the org's own host and never to another org's", async () => {
    const [own, other] = [await fixture.upstream(OK), await fixture.upstream(OK)];
    const gateway = fixture.gateway({ default: { baseUrl: other.baseUrl }, orgs: { '51': { baseUrl: `${own.baseUrl}/eu/` } } });
    await gateway.send(exchange);
    await gateway.send({ ...exchange, orgId: 0 });
    expect(own.calls.map(({ head }) => head.split('?')[0])).toEqual(['POST /eu/v1.1/points/redeem']);
    expect(other.calls.map(({ head }) => /x-cap-api-auth-org-id: (\d+)/.exec(head)?.[1])).toEqual(['0']);
  });

  it('applies nothing for an org without a connector', async () => {
    const upstream = await fixture.upstream(OK);
    const gateway = fixture.gateway({ orgs: { '7': { baseUrl: upstream.baseUrl } } });
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'no-connector' });
    expect(upstream.calls).toEqual([]);
  });

  it('uses connections again', async () => {
    const upstream = await fixture.upstream(OK);
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    for (let call = 0; call < 10; call++) await gateway.send(exchange);
    expect(upstream.calls).toHaveLength(10);
    expect(upstream.connections).toBeLessThanOrEqual(2);
  });
});

describe('HttpLoyaltyGateway, answers', () => {
  it.each([200, 201, 400, 402, 404, 409, 410, 418, 422, 451])(
    'hands a JSON answer with HTTP %i to the request type as received',
    async (status) => {
      const text = '{ "createdId": 38.0,\n "warnings":[] }';
      const upstream = await fixture.upstream(
        answering(status, text, 'X-Cap-Request-ID: abc', 'success: 1', 'set-cookie: a=1', 'set-cookie: b=2'),
      );
      expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toEqual({
        kind: 'readable',
        bodyText: text,
        response: {
          status,
          headers: { 'content-length': '37', 'x-cap-request-id': 'abc', success: '1', 'set-cookie': 'a=1, b=2' },
          body: { createdId: 38, warnings: [] },
        },
      });
      expect(upstream.calls).toHaveLength(1);
    },
  );

  it('waits for the answer that an early hint announces', async () => {
    const upstream = await fixture.upstream((socket, call) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
      OK(socket, call);
    });
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'readable', response: { status: 200 } });
    upstream.answersFromNow((socket) => socket.end('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'));
    expect(await gateway.send(exchange)).toEqual({ kind: 'unclear', code: 'connection-reset', message: expect.any(String) as string });
  });

  it('takes 429 and 521 as surely not applied, and hands on the wait that was asked for', async () => {
    const upstream = await fixture.upstream(answering(429, 'slow down', 'Retry-After: 7'));
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'rate-limited', status: 429, retryAfterMs: 7_000 });
    upstream.answersFromNow(answering(521, '<html>locked</html>'));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'locked', status: 521 });
    expect(upstream.calls).toHaveLength(2);
  });

  it.each([
    [401, 'credentials'],
    [403, 'credentials'],
    [407, 'credentials'],
    [405, 'address'],
    [408, undefined],
    [425, undefined],
  ])('takes HTTP %i for no word on the request, whatever its body says: %s', async (status, remedy) => {
    const upstream = await fixture.upstream();
    for (const body of ['{"errors":[{"code":8015,"message":"Customer not found"}]}', '<html>', '']) {
      upstream.answersFromNow(answering(status, body));
      const answer = await fixture.gatewayTo(upstream.baseUrl).send(exchange);
      expect(answer).toMatchObject({ kind: 'not-applied', code: `http-${status}`, status });
      expect('remedy' in answer ? answer.remedy : undefined).toBe(remedy);
    }
  });

  it('takes a 404 in another form than the loyalty API’s for a wrong address', async () => {
    const upstream = await fixture.upstream(answering(404, '<html>Not Found</html>'));
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'http-404', remedy: 'address' });
    upstream.answersFromNow(answering(404, ''));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'not-applied', code: 'http-404', remedy: 'address' });
  });

  it.each([500, 502, 503, 504, 520, 599])(
    'is in doubt after HTTP %i, also when it asks for a retry, and sends nothing twice',
    async (status) => {
      const upstream = await fixture.upstream(answering(status, '{"errors":[]}', 'Retry-After: 1'));
      expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: `http-${status}`, status });
      expect(upstream.calls).toHaveLength(1);
    },
  );

  it.each([301, 302, 307, 308])('is in doubt after a redirect with %i and does not follow it', async (status) => {
    const target = await fixture.upstream(OK);
    const upstream = await fixture.upstream(answering(status, '', `location: ${target.baseUrl}/`));
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: `http-${status}`, status });
    expect([upstream.calls.length, target.connections]).toEqual([1, 0]);
  });

  it.each([
    ['an empty body', answering(200, '')],
    ['no content', answering(204, '')],
    ['HTML', answering(200, '<html>Maintenance</html>', 'content-type: text/html')],
    ['JSON that was cut', answering(200, '{"response":{"status":{"succ')],
    ['two documents', answering(200, '{}{}')],
    ['JSON with a comment', answering(200, '{} // fine')],
    ['nesting without end', answering(200, `${'['.repeat(2_000)}${']'.repeat(2_000)}`)],
    ['a 4xx in plain text', answering(400, 'Bad Request')],
    ['a key that stands twice', answering(200, '{"success":"false","code":"803","success":"true","code":"800"}')],
    ['errors that are overwritten', answering(200, '{"createdId":38,"errors":[{"code":1}],"errors":[]}')],
    ['JSON that is said to be HTML', answering(200, '{"warnings":[]}', 'content-type: text/html; charset=utf-8')],
    ['a character set in which quotes hide', answering(200, '{"warnings":[]}', 'content-type: application/json; charset=ISO-2022-JP')],
    ['two media types', answering(200, '{"warnings":[]}', 'content-type: application/json, text/html')],
  ])('is in doubt after %s', async (_name, reply) => {
    const upstream = await fixture.upstream(reply);
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: 'unreadable-answer' });
    expect(upstream.calls).toHaveLength(1);
  });

  it('does not lose an answer for bytes in it that are not UTF-8', async () => {
    const upstream = await fixture.upstream(
      answeringBytes(400, Buffer.from('{"errors":[{"code":8015,"message":"M\xfcller is not known"}]}', 'latin1')),
    );
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({
      kind: 'readable',
      response: { status: 400, body: { errors: [{ code: 8015, message: 'M\ufffdller is not known' }] } },
    });
  });

  it('reads an answer in the character set that it states', async () => {
    const upstream = await fixture.upstream(
      answeringBytes(400, Buffer.from('{"message":"M\xfcller"}', 'latin1'), 'content-type: application/json; charset="iso-8859-1"'),
    );
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ response: { body: { message: 'Müller' } } });
    upstream.answersFromNow(answeringBytes(200, Buffer.from('{"a":"ü"}'), 'content-type: application/json; charset=nobody-knows'));
    expect(await gateway.send(exchange)).toMatchObject({ response: { body: { a: 'ü' } } });
  });

  it('asks for no encoding, and reads the usual ones all the same', async () => {
    const text = '{"createdId":38,"warnings":[]}';
    const upstream = await fixture.upstream();
    const encoded: [string, Buffer][] = [
      ['gzip', gzipSync(text)],
      ['x-gzip', gzipSync(text)],
      ['GZIP', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['deflate', deflateRawSync(text)],
      ['gzip, br', brotliCompressSync(gzipSync(text))],
      ['identity', Buffer.from(text)],
    ];
    for (const [name, body] of encoded) {
      upstream.answersFromNow(answeringBytes(200, body, `content-encoding: ${name}`));
      expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'readable', bodyText: text });
    }
    expect(upstream.calls[0]?.head).toContain('accept-encoding: identity');
  });

  it('never unpacks more than it would read, and is in doubt after an encoding that nobody knows or that is not there', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1_024 * 1_024, 0x20));
    const upstream = await fixture.upstream(answeringBytes(200, bomb, 'content-encoding: gzip'));
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'answer-too-large' });
    upstream.answersFromNow(answering(200, '{"warnings":[]}', 'content-encoding: gzip'));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'unreadable-answer' });
    for (const unknown of ['rot13', 'constructor', 'valueOf']) {
      upstream.answersFromNow(answering(200, '{"warnings":[]}', `content-encoding: ${unknown}`));
      expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'unreadable-answer' });
    }
  });

  it('reads an answer with 20 kB of headers', async () => {
    const upstream = await fixture.upstream(answering(200, '{"warnings":[]}', `x-filler: ${'x'.repeat(20_000)}`));
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'readable' });
  });

  it('reads an answer of 256 kB and not one byte more', async () => {
    const fits = JSON.stringify('x'.repeat(256 * 1_024 - 2));
    const upstream = await fixture.upstream(answering(200, fits));
    const gateway = fixture.gatewayTo(upstream.baseUrl);
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'readable', bodyText: fits });
    upstream.answersFromNow(answering(200, ` ${fits}`));
    expect(await gateway.send(exchange)).toMatchObject({ kind: 'unclear', code: 'answer-too-large', status: 200 });
  });

  it('stops reading an answer without end', async () => {
    let closed = (): void => undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const upstream = await fixture.upstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50000000\r\n\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      };
      socket.on('drain', pour).on('close', closed);
      pour();
    });
    expect(await fixture.gatewayTo(upstream.baseUrl).send(exchange)).toMatchObject({ kind: 'unclear', code: 'answer-too-large' });
    await connectionClosed;
  });
});
