import { once } from 'node:events';
import { connect } from 'node:net';
import { CUSTOMER, earning, goodwill, redemption } from '../../test/payloads';
import { eventually, SandboxFixture } from '../../test/sandbox-fixture';
import { type FaultRuleInput } from './fault-rule';

async function failureOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'no failure',
    (error: unknown) => {
      const { name, code } = error as NodeJS.ErrnoException;
      return name === 'TimeoutError' ? name : code;
    },
  );
}

describe('a fault', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  const effects = async (): Promise<number> => (await sandbox.ledger()).length;

  it('delays the answer, not the effect', async () => {
    await sandbox.addFault({ fault: 'delay', ms: 300 });
    const begin = performance.now();
    const answer = sandbox.send(goodwill());
    await eventually(effects, (count) => count === 1);
    expect((await answer).status).toBe(201);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(295);
  });

  it.each([
    ['before', 1],
    ['none', 0],
  ] as const)('never answers, with the effect "%s"', async (effect, count) => {
    await sandbox.addFault({ fault: 'never', effect });
    expect(await failureOf(sandbox.send(goodwill(), { timeoutMs: 200 }))).toBe('TimeoutError');
    expect(await effects()).toBe(count);
    expect((await sandbox.calls())[0]).toMatchObject({ fault: 'never', status: null });
  });

  it.each([
    ['drop-before-effect', 0],
    ['drop-after-effect', 1],
  ] as const)('resets the connection: %s', async (fault, count) => {
    await sandbox.addFault({ fault });
    expect(await failureOf(sandbox.send(goodwill()))).toBe('ECONNRESET');
    expect(await effects()).toBe(count);
  });

  it.each([
    ['status-before-effect', 0],
    ['status-after-effect', 1],
  ] as const)('answers any status, with Retry-After: %s', async (fault, count) => {
    await sandbox.addFault({ fault, status: 503, retryAfterSeconds: 7 });
    const answer = await sandbox.send(goodwill());
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('7');
    expect(await effects()).toBe(count);
  });

  it.each<[FaultRuleInput, string, string]>([
    [{ fault: 'html' }, 'text/html', '<!doctype html>'],
    [{ fault: 'truncated-json' }, 'application/json', '{"response":'],
    [{ fault: 'wrong-schema' }, 'application/json', '{"outcome":"done"}'],
  ])('answers 200 with what no client can use: %j', async (rule, type, text) => {
    await sandbox.addFault({ ...rule, effect: 'none' } as FaultRuleInput);
    await sandbox.addFault(rule);
    for (const count of [0, 1]) {
      const answer = await sandbox.send(goodwill());
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toContain(type);
      expect(answer.text.startsWith(text)).toBe(true);
      expect(await effects()).toBe(count);
    }
  });

  it('cuts JSON so that it cannot be parsed', async () => {
    await sandbox.addFault({ fault: 'truncated-json' });
    expect((await sandbox.send(redemption())).json).toThrow(SyntaxError);
  });

  it('tells the customer lock as the call does, or as the rule says', async () => {
    await sandbox.addFault({ fault: 'locked', times: 2 });
    expect((await sandbox.send(redemption())).text).toContain('"item_status":{"success":"false","code":521');
    expect((await sandbox.send(goodwill())).status).toBe(521);
    await sandbox.addFault({ fault: 'locked', as: 'http-status' });
    expect((await sandbox.send(redemption())).status).toBe(521);
    expect(await effects()).toBe(0);
  });

  it.each([815, 886])('refuses a redemption with item code %i', async (code) => {
    await sandbox.addFault({ fault: 'item-code', code });
    const answer = await sandbox.send(redemption());
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`"code":${code}`);
    expect(await effects()).toBe(0);
  });

  it('refuses the other calls with any code in their own form', async () => {
    await sandbox.addFault({ fault: 'item-code', code: 811, message: 'not yet', match: { call: 'earn-badge' } });
    const answer = await sandbox.send(earning());
    expect(answer.status).toBe(409);
    expect(answer.json()).toEqual({ data: null, errors: [{ code: 811, message: 'not yet', reference: null }], warnings: null });
  });

  it('takes effect late, long after the client has gone', async () => {
    await sandbox.addFault({ fault: 'late-effect', ms: 400 });
    expect(await failureOf(sandbox.send(redemption(), { timeoutMs: 100 }))).toBe('TimeoutError');
    await eventually(effects, (count) => count === 1);
    const [[call], [entry]] = [await sandbox.calls(), await sandbox.ledger()];
    expect(Date.parse(entry?.at ?? '') - Date.parse(call?.at ?? '')).toBeGreaterThanOrEqual(399);
    expect(call?.status).toBeNull();
  });

  it('takes effect late and then answers', async () => {
    await sandbox.addFault({ fault: 'late-effect', ms: 50, answer: 'after-effect' });
    expect((await sandbox.send(goodwill())).status).toBe(201);
    expect(await effects()).toBe(1);
  });

  it('judges a late effect when it happens, not when it was asked for', async () => {
    await sandbox.addFault({ fault: 'late-effect', ms: 200, answer: 'after-effect' });
    const late = sandbox.send(redemption());
    await eventually(
      () => sandbox.calls(),
      (calls) => calls[0]?.fault === 'late-effect',
    );
    await sandbox.send(redemption());
    expect((await late).text).toContain('"code":744');
    expect(await effects()).toBe(1);
  });

  it('floods the client', async () => {
    await sandbox.addFault({ fault: 'huge-body', bytes: 3_000_000 });
    const answer = await sandbox.send(goodwill());
    expect(answer.json()).toEqual({ padding: 'x'.repeat(3_000_000) });
    expect(await effects()).toBe(1);
  });

  it('drips the true answer byte by byte, so that no read times out but the whole takes long', async () => {
    await sandbox.addFault({ fault: 'drip', everyMs: 10 });
    const begin = performance.now();
    const answer = await sandbox.send(goodwill(), { timeoutMs: 1000 });
    expect(answer.json()).toEqual({ createdId: 1, warnings: [] });
    expect(answer.headers['x-cap-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(performance.now() - begin).toBeGreaterThan(29 * 9);
  });

  it('redirects', async () => {
    await sandbox.addFault({ fault: 'redirect', location: 'http://127.0.0.1:1/elsewhere' });
    const answer = await sandbox.send(goodwill());
    expect(answer.status).toBe(307);
    expect(answer.headers['location']).toBe('http://127.0.0.1:1/elsewhere');
    expect(await effects()).toBe(0);
  });

  it('answers with any status, code and words, storable or not', async () => {
    await sandbox.addFault({ fault: 'status-before-effect', status: 401, code: 8015, message: 'No \0 such customer' });
    const answer = await sandbox.send(goodwill());
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ code: 8015, message: 'No \0 such customer' }] });
    expect(await effects()).toBe(0);
  });

  it('hits only the call it is meant for', async () => {
    await sandbox.addFault({
      fault: 'status-before-effect',
      status: 500,
      match: { customer: CUSTOMER.mobile, call: 'award-goodwill-points' },
    });
    expect((await sandbox.send(redemption())).status).toBe(200);
    expect((await sandbox.send(goodwill({ earningEntityId: 5_001_002 }))).status).toBe(201);
    expect((await sandbox.send(goodwill())).status).toBe(500);
    expect((await sandbox.send(goodwill())).status).toBe(201);
  });

  it('does not hold up the stop while it hangs, drips or waits', async () => {
    await sandbox.addFault({ fault: 'never' });
    await sandbox.addFault({ fault: 'drip', everyMs: 60_000 });
    await sandbox.addFault({ fault: 'delay', ms: 60_000 });
    await sandbox.addFault({ fault: 'late-effect', ms: 60_000 });
    const hanging = [1, 2, 3, 4].map((index) => failureOf(sandbox.send(goodwill({ referenceId: `hanging-${index}` }))));
    await eventually(
      () => sandbox.calls(),
      (calls) => calls.filter((call) => call.fault !== null).length === 4,
    );
    await sandbox.restart();
    expect(await Promise.all(hanging)).not.toContain('no failure');
    expect(await effects()).toBe(3);
  });

  it('survives clients that go away in the middle', async () => {
    await sandbox.addFault({ fault: 'drip', everyMs: 5 });
    const { port, hostname } = new URL(sandbox.url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify(goodwill().body);
    socket.write(
      `POST /internal/goodwill/ HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await once(socket, 'data');
    socket.resetAndDestroy();
    expect((await sandbox.send(goodwill())).status).toBe(201);
  });
});
