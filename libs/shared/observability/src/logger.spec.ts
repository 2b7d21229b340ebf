import { createLogger, type LogLevel } from './logger';
import { runWithTrace } from './trace';

const mobile = '919900000101';

function logTo(lines: string[], level: LogLevel = 'info') {
  return createLogger({ name: 'worker', level }, { write: (line) => void lines.push(line) });
}

describe('createLogger', () => {
  it('writes one JSON line with name, level and time', () => {
    const lines: string[] = [];
    logTo(lines).info({ requestId: 'r1', counts: { due: [1, 2] }, at: new Date(0) }, 'claimed');
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({
      level: 'info',
      name: 'worker',
      requestId: 'r1',
      counts: { due: [1, 2] },
      at: '1970-01-01T00:00:00.000Z',
      msg: 'claimed',
    });
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(lines).toHaveLength(1);
  });

  it('writes the trace id of the work that logs, and none outside of it', () => {
    const lines: string[] = [];
    const log = logTo(lines);
    runWithTrace({ traceId: 'trace-a' }, () => log.info('inside'));
    log.info('outside');
    expect(lines[0]).toContain('"traceId":"trace-a"');
    expect(lines[1]).not.toContain('traceId');
  });

  it.each<[string, Record<string, unknown>]>([
    ['payload', { payload: { body: { mobile } } }],
    ['mobile at depth four', { a: { b: { c: { Mobile: mobile } } } }],
    ['member of an array', { outcomes: [{ identifierValue: mobile }] }],
    ['value beyond the depth that is looked at', { a: { b: { c: { d: { e: { anything: mobile } } } } } }],
    ['error under another name', { reason: new Error(`no customer ${mobile}`), outcomes: [new Error(mobile)] }],
    ['credential header', { headers: { 'x-cap-ui-auth-token': mobile, authorization: mobile, cookie: mobile } }],
    ['request with headers and query', { req: { method: 'GET', url: `/v1/x?mobile=${mobile}`, headers: { authorization: mobile } } }],
    ['error message', { err: new Error(`GET https://api.example.com/x?mobile=${mobile} failed`) }],
    ['error property', { err: Object.assign(new Error('failed'), { body: { mobile }, query: mobile, detail: mobile }) }],
    ['cause of an error', { err: new Error('failed', { cause: new Error(`no customer ${mobile}`) }) }],
    ['thrown text', { err: `no customer ${mobile}` }],
  ])('never writes a customer in a %s', (_, line) => {
    const lines: string[] = [];
    logTo(lines).error(line);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(mobile);
  });

  it('never writes a customer in a message, formatted or not, nor in an error given alone', () => {
    const lines: string[] = [];
    const log = logTo(lines);
    log.info(`no customer ${mobile}`);
    log.info({ requestId: 'r1' }, `no customer ${mobile}`);
    log.info('no customer %s', mobile);
    log.error(new Error(`no customer ${mobile}`));
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).not.toContain(mobile);
      expect(JSON.parse(line)).toHaveProperty('msg', 'no customer 91********01');
    }
  });

  it('never writes a customer that is bound to a child logger', () => {
    const lines: string[] = [];
    logTo(lines).child({ payload: { mobile }, requestId: 'r1' }).info('claimed');
    expect(lines[0]).not.toContain(mobile);
    expect(lines[0]).toContain('"requestId":"r1"');
  });

  it('keeps type, code and stack of an error', () => {
    const lines: string[] = [];
    logTo(lines).error(Object.assign(new TypeError('refused'), { code: 'ECONNREFUSED' }), 'call failed');
    const { err, msg } = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown>; msg: string };
    expect(err).toMatchObject({
      type: 'TypeError',
      message: 'refused',
      code: 'ECONNREFUSED',
      stack: expect.stringContaining('logger.spec'),
    });
    expect(msg).toBe('call failed');
  });

  it('writes nothing below its level', () => {
    const lines: string[] = [];
    logTo(lines, 'warn').info('unheard');
    expect(lines).toEqual([]);
  });
});
