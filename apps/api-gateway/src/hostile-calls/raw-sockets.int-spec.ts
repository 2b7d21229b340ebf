import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { holdOpen, type RawAnswer, sendRaw } from '../../test-support/raw-http';
import { redemption, REQUESTS } from '../../test-support/requests';
import { digestOfRows } from '../../test-support/stored-rows';
import { MAKER, tokenOf } from '../../test-support/tokens';
import { PROBLEM_CATALOGUE } from '../platform/http/problem-catalogue';

const SEED = 20_261_123;
const PATH = `${REQUESTS}/POINTS-REDEMPTION`;
const BODY = redemption('RAW-1');
const SECOND = 'GET /health/live HTTP/1.1\r\nHost: gateway\r\n\r\n';
const CODES = new Set(Object.values(PROBLEM_CATALOGUE).map(({ code }) => code));

describe('over a raw socket', () => {
  let gateway: TestGateway;
  let port: number;
  let token: string;
  beforeAll(async () => {
    gateway = await startTestGateway();
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
    token = await tokenOf(MAKER);
  });
  afterAll(() => gateway.close());

  /** A submission whose head is spelled by the caller; a good one unless changed. */
  const head = (framing: string, { line = `POST ${PATH} HTTP/1.1`, more = '' } = {}): string =>
    `${line}\r\nHost: gateway\r\nX-CAP-UI-AUTH-TOKEN: ${token}\r\nX-CAP-API-AUTH-ORG-ID: 0\r\nContent-Type: application/json\r\n${more}${framing}\r\n\r\n`;
  const counted = `Content-Length: ${Buffer.byteLength(BODY)}`;
  const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const CHUNKED = 'Transfer-Encoding: chunked';
  /** In chunks, and with a reference of its own: a second one would be refused for that alone. */
  const fresh = (reference: string): string => `${chunk(BODY.replace('RAW-1', `RAW ${reference}`))}0\r\n\r\n`;

  const expectRefused = ({ status, head: answerHead, body }: RawAnswer): void => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answerHead).toMatch(/^x-cap-request-id: [0-9a-f]{32}\r$/im);
    const { data, errors, warnings } = JSON.parse(body) as { data: null; errors: { code: number; message: string }[]; warnings: null };
    expect([data, warnings, errors.length > 0]).toEqual([null, null, true]);
    for (const { code, message } of errors) expect([CODES.has(code), message]).toEqual([true, expect.stringMatching(/^\S.*\.$/)]);
  };

  it('a call that is in order is accepted, counted or in chunks', async () => {
    const ordered = await sendRaw(port, head(counted) + BODY);
    const chunked = await sendRaw(port, head(CHUNKED) + chunk(BODY.replace('RAW-1', 'RAW-2')) + '0\r\n\r\n');
    expect([ordered.answers, chunked.answers].map(([answer]) => answer?.status)).toEqual([200, 200]);
  });

  const broken: readonly (readonly [name: string, bytes: () => string])[] = [
    ['length and chunks together', () => head(`${counted}\r\n${CHUNKED}`) + chunk(BODY) + '0\r\n\r\n' + SECOND],
    ['chunks and length together', () => head(`${CHUNKED}\r\nContent-Length: 4`) + chunk(BODY) + '0\r\n\r\n' + SECOND],
    ['two different lengths', () => head(`${counted}\r\nContent-Length: 4`) + BODY + SECOND],
    ['the same length twice', () => head(`${counted}\r\n${counted}`) + BODY],
    ['a list of lengths', () => head(`${counted}, ${String(Buffer.byteLength(BODY))}`) + BODY],
    ['a negative length', () => head('Content-Length: -1') + BODY],
    ['a length with a sign', () => head('Content-Length: +10') + BODY],
    ['a length in hex', () => head('Content-Length: 0x10') + BODY],
    ['a length with a fraction', () => head('Content-Length: 10.0') + BODY],
    ['an empty length', () => head('Content-Length: ') + BODY],
    ['a length beyond 64 bits', () => head('Content-Length: 99999999999999999999999') + BODY],
    ['a length of a terabyte', () => head('Content-Length: 1099511627776') + BODY],
    ['a length that is too small', () => head('Content-Length: 10') + BODY],
    ['an unknown coding', () => head('Transfer-Encoding: xchunked') + chunk(BODY) + '0\r\n\r\n'],
    ['chunked that is not last', () => head('Transfer-Encoding: chunked, identity') + chunk(BODY) + '0\r\n\r\n'],
    ['chunked twice', () => head(`${CHUNKED}\r\nTransfer-Encoding: identity`) + chunk(BODY) + '0\r\n\r\n'],
    ['chunked behind a vertical tab', () => head('Transfer-Encoding: \u000bchunked') + chunk(BODY) + '0\r\n\r\n'],
    ...['gzip, chunked', 'x-foo, chunked', 'identity, chunked', 'chunked, chunked', 'CHUNKED', 'chunked;q=1'].map(
      (coding): [string, () => string] => [`the coding ${coding}`, () => head(`Transfer-Encoding: ${coding}`) + fresh(coding)],
    ),
    ['gzip and chunked in two headers', () => head(`Transfer-Encoding: gzip\r\n${CHUNKED}`) + fresh('gzip in front')],
    ['chunks in HTTP/1.0', () => head(CHUNKED, { line: `POST ${PATH} HTTP/1.0` }) + fresh('1.0')],
    ['two hosts', () => head(counted, { more: 'Host: elsewhere\r\n' }) + BODY.replace('RAW-1', 'RAW-3')],
    ['the same host twice', () => head(counted, { more: 'host: gateway\r\n' }) + BODY.replace('RAW-1', 'RAW-4')],
    ['two hosts in one header', () => SECOND.replace('Host: gateway', 'Host: gateway, elsewhere')],
    ['a chunk whose size is none', () => head(CHUNKED) + `zz\r\n${BODY}\r\n0\r\n\r\n`],
    ['a chunk whose size overflows', () => head(CHUNKED) + `fffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n`],
    ['a chunk that is longer than it says', () => head(CHUNKED) + `4\r\n${BODY}\r\n0\r\n\r\n`],
    ['a negative chunk', () => head(CHUNKED) + `-4\r\n${BODY}\r\n0\r\n\r\n`],
    ['chunks of 70 kB', () => head(CHUNKED) + chunk('x'.repeat(35_000)) + chunk('x'.repeat(35_000)) + '0\r\n\r\n'],
    ['a folded header', () => head(`X-Note: one\r\n two\r\n${counted}`) + BODY.replace('RAW-1', '')],
    ['a blank before the colon', () => head(`Content-Length : ${String(Buffer.byteLength(BODY))}`) + BODY],
    ['a header without a colon', () => head(`${counted}\r\nX-Note`) + BODY],
    ['NUL in a header', () => head(`${counted}\r\nX-Note: a\u0000b`) + BODY],
    ['NUL in a name', () => head(`${counted}\r\nX-\u0000: b`) + BODY],
    ['a carriage return alone in a header', () => head(`${counted}\r\nX-Note: a\rX-Evil: b`) + BODY],
    ['line ends without a carriage return', () => (head(counted) + BODY).replaceAll('\r\n', '\n')],
    ['no Host', () => SECOND.replace('Host: gateway\r\n', '')],
    ['headers of 70 kB', () => head(counted, { more: `X-Note: ${'x'.repeat(70_000)}\r\n` }) + BODY],
    ['a URL of 70 kB', () => head(counted, { line: `POST /${'x'.repeat(70_000)} HTTP/1.1` }) + BODY],
    [
      '3,000 headers',
      () => head(counted, { more: Array.from({ length: 3_000 }, (_, index) => `X-${index}: ${index}\r\n`).join('') }) + BODY,
    ],
    ['HTTP/2 spelled as HTTP/1', () => head(counted, { line: `POST ${PATH} HTTP/2.0` }) + BODY],
    ['HTTP/0.9', () => 'GET /health/live\r\n\r\n'],
    ['HTTP/9.9', () => SECOND.replace('1.1', '9.9')],
    ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a TLS handshake', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc'],
    ['a proxy line', () => `PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n${SECOND}`],
    ['a method that nobody has', () => SECOND.replace('GET', 'FETCH')],
    ['a method in lower case', () => SECOND.replace('GET', 'get')],
    ['a trace', () => head('', { line: `TRACE ${PATH} HTTP/1.1` })],
    ['a stray byte in the path', () => SECOND.replace('/health/live', '/health/\u0001live')],
    ['a blank in the path', () => SECOND.replace('/health/live', '/health /live')],
    ['a path that does not begin', () => SECOND.replace('/health/live', 'health/live')],
    ['an asterisk', () => SECOND.replace('GET /health/live', 'GET *')],
    ['another host in the line', () => SECOND.replace('/health/live', 'http://169.254.169.254/latest/meta-data/')],
  ];

  it.each(broken)('%s is refused, and nothing behind it is taken for a call', async (_name, bytes) => {
    const before = await digestOfRows(gateway.databaseUrl);
    const { answers } = await sendRaw(port, bytes());
    expect(answers).toHaveLength(1);
    answers.forEach(expectRefused);
    expect(await digestOfRows(gateway.databaseUrl)).toEqual(before);
  });

  it.each([17_000, 70_000])('headers of %d bytes are answered as too large', async (bytes) => {
    const { answers } = await sendRaw(port, head(counted, { more: `X-Note: ${'x'.repeat(bytes)}\r\n` }) + BODY);
    expect(answers.map(({ status, body }) => [status, (JSON.parse(body) as { errors: unknown[] }).errors])).toMatchObject([
      [431, [{ code: 2140 }]],
    ]);
  });

  it.each(['Authorization', 'X-CAP-UI-AUTH-TOKEN', 'CAP-API-ACCESS-TOKEN', 'X-CAP-API-AUTH-ORG-ID', 'Idempotency-Key', 'Content-Type'])(
    'two %s are refused, also when both say the same',
    async (name) => {
      const value = name === 'X-CAP-UI-AUTH-TOKEN' ? token : name === 'Content-Type' ? 'application/json' : '0';
      const { answers } = await sendRaw(port, head(counted, { more: `${name}: ${value}\r\n${name.toLowerCase()}: ${value}\r\n` }) + BODY);
      expect(answers.map(({ status, body }) => [status, (JSON.parse(body) as { errors: unknown[] }).errors])).toMatchObject([
        [400, [{ code: 2008, reference: name.toLowerCase() }]],
      ]);
    },
  );

  it('a body that breaks off leaves nothing, and nobody waits for it', async () => {
    const before = await digestOfRows(gateway.databaseUrl);
    const { socket, closed } = holdOpen(port, head(counted) + BODY.slice(0, 40));
    socket.end();
    await closed;
    expect(await digestOfRows(gateway.databaseUrl)).toEqual(before);
  });

  it('a tunnel is not opened: the connection ends without a word', async () => {
    const { answers, closed } = await sendRaw(port, 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: gateway\r\n\r\n');
    expect([answers, closed]).toEqual([[], true]);
  });

  it.each(['100-continue', '200-maybe'])('the expectation %s is no way past us: the call is judged like any other', async (expectation) => {
    const body = redemption(`RAW-${expectation}`);
    const framing = `Content-Length: ${String(Buffer.byteLength(body))}\r\nExpect: ${expectation}`;
    expect((await sendRaw(port, head(framing) + body)).answers.map(({ status }) => status)).toEqual([200]);
    expect((await sendRaw(port, head(framing) + body.replace('{', '!'))).answers.map(({ status }) => status)).toEqual([400]);
  });

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])('%s changes no method', async (name) => {
    const { answers } = await sendRaw(port, head('', { line: `GET ${REQUESTS}/requests HTTP/1.1`, more: `${name}: DELETE\r\n` }));
    expect(answers[0]?.status).toBe(200);
    const form = await sendRaw(port, head('', { line: `GET ${REQUESTS}/requests?_method=DELETE HTTP/1.1` }));
    expect(form.answers[0]?.status).toBe(400);
  });

  it('a host of the caller’s choice stands in no answer, nor do forwarded ones', async () => {
    const marks =
      'Host: evil.example.com\r\nX-Forwarded-Host: evil.example.com\r\nX-Forwarded-Proto: evil\r\nForwarded: host=evil.example.com\r\n';
    for (const path of ['/openapi.json', '/docs', '/no-such-route', `${REQUESTS}/requests`]) {
      const { answers } = await sendRaw(port, `GET ${path} HTTP/1.1\r\n${marks}\r\n`);
      expect(answers).toHaveLength(1);
      expect(`${answers[0]?.head} ${answers[0]?.body}`).not.toContain('evil');
    }
  });

  it('fifty calls in one breath get fifty answers, in their order', async () => {
    const paths = Array.from({ length: 50 }, (_, index) => (index % 2 ? '/health/live' : '/no-such-route'));
    const { answers } = await sendRaw(port, paths.map((path) => SECOND.replace('/health/live', path)).join(''), 50);
    expect(answers.map(({ status }) => status)).toEqual(paths.map((path) => (path === '/health/live' ? 200 : 404)));
  });

  it('three hundred calls with bytes changed at random never bring it down', async () => {
    const good = Buffer.from(head(counted) + BODY);
    const change = fc.record({ at: fc.nat(good.length - 1), remove: fc.nat(3), insert: fc.uint8Array({ maxLength: 4 }) });
    const damaged = fc
      .sample(fc.array(change, { minLength: 1, maxLength: 3 }), { numRuns: 300, seed: SEED })
      .map((changes) =>
        changes.reduce(
          (bytes, { at, remove, insert }) => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
          good,
        ),
      );
    const outcomes: { readonly bytes: string; readonly statuses: readonly number[] }[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let bytes = damaged[next++]; bytes; bytes = damaged[next++]) {
        // The end of what we send is the end of a body that is said to be longer.
        const { answers } = await sendRaw(port, Buffer.concat([bytes, Buffer.from('\r\n\r\n\r\n')]), 1);
        outcomes.push({ bytes: bytes.toString('latin1'), statuses: answers.map(({ status }) => status) });
        answers.filter(({ status }) => status >= 400).forEach(expectRefused);
      }
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    expect(outcomes.filter(({ statuses }) => statuses.some((status) => status >= 500))).toEqual([]);
    expect((await sendRaw(port, SECOND)).answers[0]?.status).toBe(200);
  }, 60_000);
});
