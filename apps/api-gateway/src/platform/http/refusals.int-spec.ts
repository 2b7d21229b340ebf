import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { redemption, REQUESTS, submit } from '../../../test-support/requests';
import { MAKER, tokenOf } from '../../../test-support/tokens';

const TRACE_ID = /^[0-9a-f]{32}$/;

describe('what the gateway refuses before a controller sees it', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('a body of a megabyte', async () => {
    const large = await submit(gateway, `{"entityInfo":"${'x'.repeat(1_048_576)}"}`);
    expect([large.status, large.json['errors']]).toMatchObject([413, [{ code: 2104 }]]);
    expect(large.headers['x-cap-request-id']).toMatch(TRACE_ID);
  });

  it.each(['{"entityInfo":', 'null', '[]', '"text"', '', '{"a":1}x'])('the body %j', async (body) => {
    const answer = await submit(gateway, body);
    expect([answer.status, answer.json['errors']]).toMatchObject([400, [{ code: 2008 }]]);
  });

  it('a body that is not UTF-8', async () => {
    const answer = await gateway.app.inject({
      method: 'POST',
      url: `${REQUESTS}/POINTS-REDEMPTION`,
      headers: { 'x-cap-ui-auth-token': await tokenOf(MAKER), 'x-cap-api-auth-org-id': '0', 'content-type': 'application/json' },
      payload: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { errors: [{ code: 2008 }] }]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('a body that is %s', async (type) => {
    const answer = await submit(gateway, redemption('B-2'), { headers: { 'content-type': type } });
    expect([answer.status, answer.json['errors']]).toMatchObject([415, [{ code: 2107 }]]);
  });

  it.each([
    ...['application/json; charset=utf-8; charset=utf-16', 'application/json; charset*=utf-16', 'application/json; charset="utf-8'],
    ...['application/json; charset=utf-16', 'application/json; charset=utf-8, text/plain', "application/json; charset='utf-8'"],
    ...['application/json; charset="utf-8" ; x=y', 'application/json; version=2', 'application/json;', 'application/json; charset=utf8'],
    ...[
      'application/json, application/json',
      'application/json; charset*0=utf; charset*1=-16',
      'application/json; Charset=utf-8;charset=x',
    ],
  ])('a body that is said to be %s, which others may read in another way', async (type) => {
    const answer = await submit(gateway, redemption('B-7'), { headers: { 'content-type': type } });
    expect([answer.status, answer.json['errors']]).toMatchObject([415, [{ code: 2107 }]]);
  });

  it.each(['application/json;charset=UTF-8', 'Application/JSON; charset="utf-8"'])('not a body that is %s', async (type) => {
    const answer = await submit(gateway, redemption(`B-8 ${type.length}`), { headers: { 'content-type': type } });
    expect(answer.status).toBe(200);
  });

  it('a body that begins with a byte order mark, which one parser drops and another one does not', async () => {
    const answer = await submit(gateway, `\uFEFF${redemption('B-4')}`);
    expect([answer.status, answer.json['errors']]).toMatchObject([
      415,
      [{ code: 2107, message: expect.stringMatching(/byte order mark/) }],
    ]);
  });

  it.each(['gzip', 'br', 'deflate', 'identity, gzip', 'x'])('a body with Content-Encoding %s', async (coding) => {
    const answer = await submit(gateway, redemption('B-5'), { headers: { 'content-encoding': coding } });
    expect([answer.status, answer.json['errors']]).toMatchObject([415, [{ code: 2107, reference: 'Content-Encoding' }]]);
  });

  it.each(['00', '007', '+0', ' 0 0', '0x0', '٠', '0,0'])('the org %j, which is a second spelling of one', async (org) => {
    const answer = await submit(gateway, redemption('B-6'), { headers: { 'x-cap-api-auth-org-id': org } });
    expect([answer.status, answer.json['errors']]).toMatchObject([400, [{ code: 2005 }]]);
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '/api_gateway/v2/request-workflow'],
    ['DELETE', `${REQUESTS}/POINTS-REDEMPTION`],
    ['PUT', '/openapi.json'],
    ['GET', '/docs/assets/index.html'],
    ['GET', '/docs/assets/../package.json'],
    ['GET', '/%ff'],
    ['GET', `${REQUESTS}/requests/${'1'.repeat(400)}`],
  ] as const)('the route %s %s', async (method, url) => {
    const answer = await gateway.call({ method, url, as: MAKER });
    expect([answer.status, answer.json]).toMatchObject([404, { data: null, errors: [{ code: 2108 }], warnings: null }]);
    expect(answer.headers['x-cap-request-id']).toMatch(TRACE_ID);
  });

  it('what is not HTTP, in the shape of every other error', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const socket = connect((gateway.app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    socket.end('HELLO\r\n\r\n');
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 .*X-CAP-REQUEST-ID: [0-9a-f]{32}/s);
    expect(JSON.parse(body)).toMatchObject({ data: null, errors: [{ code: 2008 }], warnings: null });
  });

  it('nothing of the inside leaves with an answer', async () => {
    const answer = await gateway.call({ url: '/', as: MAKER });
    expect(Object.keys(answer.headers).filter((name) => /server|powered/.test(name))).toEqual([]);
  });
});

describe('a gateway whose database is away', () => {
  it('answers 503 with Retry-After, and is live but not ready', async () => {
    const gateway = await startTestGateway({ database: { url: 'postgresql://nobody@127.0.0.1:1/none', poolSize: 1, decisionPoolSize: 1 } });
    try {
      const answer = await submit(gateway, redemption('B-3'));
      expect([answer.status, answer.json['errors']]).toMatchObject([503, [{ code: 2106 }]]);
      expect(answer.headers['retry-after']).toMatch(/^[123]$/);
      expect(answer.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
      expect((await gateway.call({ url: '/health/live' })).status).toBe(200);
      expect((await gateway.call({ url: '/health/ready' })).json).toEqual({ status: 'database unavailable' });
    } finally {
      await gateway.close();
    }
  });
});
